// A dialog over the page: a title, a way to close it, and what it holds.
import { Modal } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import classes from "./kit.module.css";

export interface DialogProps {
  title: string;
  onClose: () => void;
  size?: number | string;
  children: ReactNode;
}

export function Dialog({ title, onClose, size = 460, children }: DialogProps) {
  useFocusBack();
  return (
    <Modal.Root opened onClose={onClose} size={size} yOffset="9vh" transitionProps={{ duration: 0 }}>
      <Modal.Overlay />
      <Modal.Content>
        <div className={classes.dialogHead}>
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label="Close" />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/** Gives the focus back to where it was when the dialog is gone. */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      window.setTimeout(() => {
        if (before instanceof HTMLElement && before.isConnected) before.focus();
      });
    },
    [before],
  );
}
