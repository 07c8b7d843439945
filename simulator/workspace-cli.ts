import { runWorkspace } from "./workspace-command";

runWorkspace("npm run workspace --");
