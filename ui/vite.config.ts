// How the window's page is built: one folder of plain files, read by the shell or by `cargo xtask serve`.
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  base: "./",
  clearScreen: false,
  server: {
    port: 1420,
    strictPort: true,
    // The fonts are those of the report crate: the screen and the PDF share the files.
    fs: { allow: [".", "../crates/report/fonts", "../icons"] },
  },
  build: {
    target: "es2022",
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      onLog(level, log, handler) {
        // Mantine marks its files for a server we do not have.
        if (log.code === "MODULE_LEVEL_DIRECTIVE") return;
        handler(level, log);
      },
    },
  },
  test: { include: ["src/**/*.test.{ts,tsx}"], environment: "node" },
});
