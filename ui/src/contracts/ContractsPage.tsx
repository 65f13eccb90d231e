// Contracts: the register, or one of them.
import { usePlace } from "../shell/location";
import { ContractPage } from "./ContractPage";
import { Register } from "./Register";

export default function ContractsPage() {
  const contract = Number(usePlace().parameters.get("contract"));
  return contract > 0 ? <ContractPage key={contract} id={contract} /> : <Register />;
}
