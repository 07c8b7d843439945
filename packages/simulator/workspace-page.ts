import { fileURLToPath } from "node:url";
import type * as simulator from "../../simulator/workspace-page";

/** The page is built when the package is packed, so that the package does not need Vite. */
export const preparePage: typeof simulator.preparePage = async () =>
  fileURLToPath(new URL("./page", import.meta.url));
