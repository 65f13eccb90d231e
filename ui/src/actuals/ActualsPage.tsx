// What did we spend? The register of postings, the rules that match them, the months that are closed, and what is prepaid.
import { usePlace } from "../shell/location";
import { Months } from "./Months";
import { Prepaid } from "./Prepaid";
import { Register } from "./Register";
import { Rules } from "./Rules";

const PARTS: Record<string, () => React.JSX.Element> = { rules: Rules, months: Months, prepaid: Prepaid };

export default function ActualsPage() {
  const { parameters } = usePlace();
  const Shown = PARTS[parameters.get("section") ?? ""] ?? Register;
  return <Shown />;
}
