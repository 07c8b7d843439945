import { describe, expect, it } from "vitest";
import { isLoopback, isWildcard, parseInstanceOrigin, parseOrigin } from "@/lib/security/origins";

describe("isLoopback", () => {
  it.each(["localhost", "app.localhost", "a.b.localhost", "127.0.0.1"])("%s is", (host) => {
    expect(isLoopback(new URL(`http://${host}:3000`))).toBe(true);
  });

  it.each([
    "localhost.example.com",
    "notlocalhost",
    "app.localhost.example.com",
    "127.0.0.1.example.com",
    "127.0.0.2",
    "1.127.0.0.1.example",
    "0.0.0.0",
    "[::1]",
  ])("%s is not", (host) => {
    expect(isLoopback(new URL(`http://${host}`))).toBe(false);
  });
});

describe("parseOrigin", () => {
  it("returns an exact origin", () => {
    for (const origin of [
      "https://acme.my.connect.aws",
      "https://a.example:8443",
      "http://127.0.0.1:1",
    ]) {
      expect(parseOrigin(origin)).toBe(origin);
    }
  });

  it.each([
    ["https://a.example/", "is not an exact origin"],
    ["https://A.example", "is not an exact origin"],
    ["https://*.a.example", "is not an exact origin"],
    ["a.example", "is not an exact origin"],
    ["http://a.example", "must be https: write https://a.example."],
    ["ws://localhost", "must be https"],
  ])("refuses %s: %s", (value, message) => {
    expect(() => parseOrigin(value)).toThrow(message);
  });
});

it("an instance may be one of the domains that AWS documents, and no other pattern", () => {
  const documented = [
    "https://*.my.connect.aws",
    "https://*.awsapps.com",
    "https://*.govcloud.connect.aws",
  ];
  for (const domain of documented) {
    expect(isWildcard(domain)).toBe(true);
    expect(parseInstanceOrigin(domain)).toBe(domain);
  }
  expect(isWildcard("https://acme.my.connect.aws")).toBe(false);
  expect(() => parseInstanceOrigin("https://*.connect.aws")).toThrow("is not an exact origin");
});
