import { fileURLToPath } from "node:url";

// It is built in test-results/plainest, with the packages of the app.
export default { turbopack: { root: fileURLToPath(new URL("../..", import.meta.url)) } };
