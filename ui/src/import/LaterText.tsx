// A field whose text counts once it is left or Enter is pressed: a file is not read anew at every letter.
import { TextInput, type TextInputProps } from "@mantine/core";
import { useEffect, useState } from "react";

export interface LaterTextProps extends Omit<TextInputProps, "value" | "onChange"> {
  value: string;
  onCommit: (text: string) => void;
}

export function LaterText({ value, onCommit, ...rest }: LaterTextProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const commit = () => {
    if (text !== value) onCommit(text);
  };
  return (
    <TextInput
      {...rest}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter") commit();
        if (event.key === "Escape") setText(value);
      }}
    />
  );
}
