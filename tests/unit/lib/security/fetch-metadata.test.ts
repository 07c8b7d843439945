import { describe, expect, it } from "vitest";
import { refuseChange, refuseStart } from "@/lib/security/fetch-metadata";

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
    ["sec-fetch-site", "cross-site"],
    ["sec-fetch-site", "same-site"],
    ["sec-fetch-site", "none"],
    ["sec-fetch-mode", "cors"],
    ["sec-fetch-dest", "iframe"],
  ])("refuses %s: %s", (name, value) => {
    expect(
      refuseStart(new Headers({ ...windowHeaders, [name]: value }), "document"),
    ).not.toBeNull();
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
    ["sec-fetch-site", "cross-site"],
    ["sec-fetch-site", "same-site"],
    ["sec-fetch-site", "none"],
    ["sec-fetch-mode", "navigate"],
    ["origin", "https://evil.example"],
    ["origin", "null"],
  ])("refuses %s: %s", (name, value) => {
    const headers = new Headers({ ...fetchHeaders, [name]: value });
    expect(refuseChange(headers, "https://app.example.com")).not.toBeNull();
  });

  it.each(Object.keys(fetchHeaders))("refuses a request without %s", (name) => {
    expect(refuseChange(without(fetchHeaders, name), "https://app.example.com")).not.toBeNull();
  });
});
