// The window starts here.
import "@mantine/core/styles.css";
import "@mantine/dates/styles.css";
import "./kit/tokens.css";
import "./kit/base.css";
import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { newClient } from "./api";
import { resolver, theme } from "./kit/theme";
import { App } from "./shell/App";

const root = document.getElementById("root");
if (!root) throw new Error("The page has no place for the window.");

createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolver}
      defaultColorScheme="auto"
      colorSchemeManager={localStorageColorSchemeManager({ key: "outlay.scheme" })}
    >
      <QueryClientProvider client={newClient()}>
        <App />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
