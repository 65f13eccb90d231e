// Mantine in the product's own clothes: its colours are the tokens of tokens.css, so light and dark come from one place.
import {
  type ActionIconProps,
  type ButtonProps,
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
} from "@mantine/core";

/** The accent as the ten shades Mantine wants; index 6 is the accent of the light screen, 3 that of the dark one. */
const accent: MantineColorsTuple = [
  "#e9effc",
  "#cfdcf8",
  "#a9c0f6",
  "#86a8f5",
  "#5f86e4",
  "#3c69d6",
  "#2454c7",
  "#1d45a6",
  "#173786",
  "#112a68",
];

/** The greys of the dark screen, from text to ground, in the tint of the tokens. */
const dark: MantineColorsTuple = [
  "#e8edf2",
  "#a3b0bc",
  "#8f9ca9",
  "#75838f",
  "#465361",
  "#2c3742",
  "#212b35",
  "#182028",
  "#10161c",
  "#0b1015",
];

export const theme = createTheme({
  primaryColor: "accent",
  primaryShade: { light: 6, dark: 3 },
  colors: { accent, dark },
  autoContrast: true,
  fontFamily: '"IBM Plex Sans", "Segoe UI", system-ui, sans-serif',
  fontFamilyMonospace: "ui-monospace, Consolas, Menlo, monospace",
  defaultRadius: 7,
  fontSizes: { xs: "11.5px", sm: "13px", md: "13px", lg: "15px", xl: "18px" },
  headings: { fontFamily: '"IBM Plex Sans", "Segoe UI", system-ui, sans-serif', fontWeight: "600" },
  focusRing: "auto",
  respectReducedMotion: true,
  components: {
    Input: {
      vars: () => ({
        wrapper: {
          "--input-height": "30px",
          "--input-size": "30px",
          "--input-fz": "13px",
          "--input-bd": "var(--line-strong)",
          "--input-bg": "var(--card)",
        },
      }),
    },
    InputWrapper: { defaultProps: { size: "sm" } },
    Button: {
      defaultProps: { size: "compact-md", radius: 7 },
      // Light text on the light accent of the dark screen would not be read.
      vars: (_theme: unknown, props: ButtonProps) => ({
        root: (props.variant ?? "filled") === "filled" ? { "--button-color": "var(--on-accent)" } : {},
      }),
    },
    ActionIcon: {
      vars: (_theme: unknown, props: ActionIconProps) => ({
        root: props.variant === "subtle" ? { "--ai-color": "var(--soft)", "--ai-hover": "var(--hover)" } : {},
      }),
    },
    Modal: { defaultProps: { transitionProps: { duration: 0 }, radius: 10 } },
    ModalContent: { defaultProps: { radius: 10 } },
    // Its hidden first stop is no menu item, which a menu must not hold. Its items are stops of the Tab key: a menu that
    // is longer than the window scrolls with them.
    Menu: {
      defaultProps: {
        transitionProps: { duration: 0 },
        radius: 8,
        shadow: "md",
        withInitialFocusPlaceholder: false,
        menuItemTabIndex: 0,
      },
    },
    Select: {
      // The list itself scrolls, so that what scrolls is what the keys move in.
      defaultProps: { withScrollArea: false },
      styles: { options: { maxHeight: 240, overflowY: "auto" } },
    },
    // Menus and hints float in a landmark of their own, see App.
    Portal: { defaultProps: { target: "#overlays" } },
    Popover: { defaultProps: { transitionProps: { duration: 0 }, radius: 8 } },
    Combobox: { defaultProps: { transitionProps: { duration: 0 }, radius: 8 } },
    Tooltip: { defaultProps: { openDelay: 400, transitionProps: { duration: 0 } } },
  },
});

const both = {
  "--mantine-color-body": "var(--canvas)",
  "--mantine-color-text": "var(--ink)",
  "--mantine-color-dimmed": "var(--soft)",
  "--mantine-color-placeholder": "var(--faint-text)",
  "--mantine-color-error": "var(--bad)",
  "--mantine-color-default": "var(--card)",
  "--mantine-color-default-hover": "var(--hover)",
  "--mantine-color-default-color": "var(--ink)",
  "--mantine-color-default-border": "var(--line)",
  "--mantine-primary-color-filled": "var(--accent)",
  "--mantine-primary-color-filled-hover": "var(--accent-hover)",
  "--mantine-primary-color-contrast": "var(--on-accent)",
  "--mantine-primary-color-light": "var(--accent-weak)",
  "--mantine-primary-color-light-color": "var(--accent)",
  "--mantine-color-anchor": "var(--accent)",
  "--mantine-color-disabled": "var(--pill)",
  "--mantine-color-disabled-color": "var(--faint-text)",
  "--mantine-color-disabled-border": "var(--line)",
  "--mantine-line-height": "1.4",
};

/** Hands the tokens to Mantine under the names it reads. */
export const resolver: CSSVariablesResolver = () => ({ variables: {}, light: both, dark: both });
