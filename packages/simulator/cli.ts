#!/usr/bin/env node
import { runWorkspace } from "../../simulator/workspace-command";

runWorkspace("npx connect-workspace-simulator");
