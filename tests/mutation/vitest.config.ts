import { defineConfig, mergeConfig } from "vitest/config";
import base from "../vitest.config";

/** The tests of what is mutated. Those of the simulator's own code, of scripts and of documents see no mutant. */
export default mergeConfig(
  base,
  defineConfig({
    test: {
      reporters: ["dot"],
      exclude: [
        "tests/unit/{app,scripts}/**",
        "tests/integration/infra/**",
        "tests/template/**",
        "simulator/**",
      ],
    },
  }),
);
