import {
  PHASE_DEVELOPMENT_SERVER,
  PHASE_INFO,
  PHASE_PRODUCTION_BUILD,
  PHASE_PRODUCTION_SERVER,
} from "next/constants";
import { expect, it, vi } from "vitest";
import config from "../../next.config.mjs";

it.each([PHASE_PRODUCTION_BUILD, PHASE_DEVELOPMENT_SERVER])(
  "%s in a folder that Tailwind cannot read is refused, with what to do",
  (phase) => {
    vi.spyOn(process, "cwd").mockReturnValue("/home/sam/c#/desk");
    expect(() => config(phase)).toThrow(
      'a folder with "#" in its path: /home/sam/c#/desk. Move the app',
    );
  },
);

it.each([PHASE_PRODUCTION_SERVER, PHASE_INFO])("%s builds nothing, and runs anywhere", (phase) => {
  vi.spyOn(process, "cwd").mockReturnValue("/home/sam/c#/desk");
  expect(config(phase).poweredByHeader).toBe(false);
});
