import { connection } from "./lib/connect";

// Next runs this file before React. The workspace then responds while React starts, and not after it.
connection.connect();
