import { describe, expect, it } from "vitest";
import { refuseChange, refuseRead, refuseStart } from "@/lib/security/fetch-metadata";

const windowHeaders = {
  "sec-fetch-site": "same-origin",
  "sec-fetch-mode": "navigate",
  "sec-fetch-dest": "document",
};
const fetchHeaders = {
  "sec-fetch-site": "same-origin",
  origin: "https://app.example.com",
};

function without(headers: Record<string, string>, name: string): Headers {
  const rest = new Headers(headers);
  rest.delete(name);
  return rest;
}

describe("refuseStart", () => {
  it("lets the app's own frame open the window", () => {
    expect(refuseStart(new Headers(windowHeaders), "document")).toBeNull();
  });

  it.each([
    ["sec-fetch-site", "cross-site", "not-same-origin"],
    ["sec-fetch-site", "same-site", "not-same-origin"],
    ["sec-fetch-site", "none", "not-same-origin"],
    ["sec-fetch-mode", "cors", "not-a-navigation"],
    ["sec-fetch-dest", "iframe", "wrong-destination"],
  ])("refuses %s: %s as %s", (name, value, reason) => {
    const headers = new Headers({ ...windowHeaders, [name]: value });
    expect(refuseStart(headers, "document")).toBe(reason);
  });

  it.each(Object.keys(windowHeaders))("refuses a request without %s", (name) => {
    expect(refuseStart(without(windowHeaders, name), "document")).not.toBeNull();
  });
});

describe("refuseChange", () => {
  it("lets the app's own page fetch", () => {
    expect(refuseChange(new Headers(fetchHeaders), "https://app.example.com")).toBeNull();
  });

  it.each([
    ["sec-fetch-site", "cross-site", "not-same-origin"],
    ["sec-fetch-site", "same-site", "not-same-origin"],
    ["sec-fetch-site", "none", "not-same-origin"],
    ["sec-fetch-mode", "navigate", "a-navigation"],
    ["origin", "https://evil.example", "wrong-origin"],
    ["origin", "null", "wrong-origin"],
  ])("refuses %s: %s as %s", (name, value, reason) => {
    const headers = new Headers({ ...fetchHeaders, [name]: value });
    expect(refuseChange(headers, "https://app.example.com")).toBe(reason);
  });

  it.each(Object.keys(fetchHeaders))("refuses a request without %s", (name) => {
    expect(refuseChange(without(fetchHeaders, name), "https://app.example.com")).not.toBeNull();
  });
});

describe("refuseRead", () => {
  it.each(["same-origin", "none"])("lets %s read", (site) => {
    expect(refuseRead(new Headers({ "sec-fetch-site": site }))).toBeNull();
  });

  it("refuses other sites, and browsers that do not say", () => {
    for (const site of ["cross-site", "same-site"]) {
      expect(refuseRead(new Headers({ "sec-fetch-site": site }))).toBe("not-same-origin");
    }
    expect(refuseRead(new Headers())).toBe("not-same-origin");
  });
});
