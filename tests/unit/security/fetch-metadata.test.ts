import { describe, expect, it } from "vitest";
import { refusePost, refuseStart } from "@/lib/security/fetch-metadata";

const windowHeaders = {
  "sec-fetch-site": "same-origin",
  "sec-fetch-mode": "navigate",
  "sec-fetch-dest": "document",
};
const postHeaders = {
  "sec-fetch-site": "same-origin",
  origin: "https://app.example.com",
  "content-type": "application/json; charset=utf-8",
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

describe("refusePost", () => {
  it("lets the app's own frame post", () => {
    expect(refusePost(new Headers(postHeaders), "https://app.example.com")).toBeNull();
  });

  it.each([
    ["sec-fetch-site", "same-site"],
    ["origin", "https://evil.example"],
    ["origin", "null"],
    ["content-type", "text/plain"],
  ])("refuses %s: %s", (name, value) => {
    const headers = new Headers({ ...postHeaders, [name]: value });
    expect(refusePost(headers, "https://app.example.com")).not.toBeNull();
  });

  it.each(Object.keys(postHeaders))("refuses a request without %s", (name) => {
    expect(refusePost(without(postHeaders, name), "https://app.example.com")).not.toBeNull();
  });
});
