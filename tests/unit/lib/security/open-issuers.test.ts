import { describe, expect, it } from "vitest";
import { isOpenIssuer } from "@/lib/security/open-issuers";

const id = "72f988bf-86f1-41af-91ab-2d7cd011db47";

describe("anybody can have an account at", () => {
  it.each([
    "https://accounts.google.com",
    "https://ACCOUNTS.google.com:443/",
    "https://accounts.google.com./",
    "https://login.microsoftonline.com",
    "https://login.microsoftonline.com/common/v2.0",
    "https://login.microsoftonline.com/organizations/v2.0",
    "https://login.microsoftonline.com/consumers/v2.0",
    "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0",
    "https://login.microsoftonline.com/{tenantid}/v2.0",
    `https://login.microsoftonline.com/x${id}/v2.0`,
    `https://login.microsoftonline.com/${id}0/v2.0`,
    `https://login.microsoftonline.com/${id.replace("7", "g")}/v2.0`,
    "https://login.microsoftonline.com/7-8-8-4-2/v2.0",
    "https://login.microsoftonline.com/.onmicrosoft.com/v2.0",
    "https://login.microsoftonline.com/acme./v2.0",
    "https://login.microsoftonline.com/acme_.com/v2.0",
    "https://login.microsoftonline.us/common",
    "https://login.partner.microsoftonline.cn/common",
    "https://login.microsoft.com/common",
    "https://login.windows.net/common",
    "https://sts.windows.net/common",
  ])("%s", (issuer) => {
    expect(isOpenIssuer(issuer)).toBe(true);
  });
});

describe("an organisation decides who has an account at", () => {
  it.each([
    `https://login.microsoftonline.com/${id}/v2.0`,
    `https://login.microsoftonline.com/${id.toUpperCase()}/v2.0`,
    `https://sts.windows.net/${id}/`,
    "https://login.microsoftonline.com/acme.com/v2.0",
    "https://login.microsoftonline.com/acme-desk.onmicrosoft.com/v2.0",
    "https://login.example.com",
    "https://login.windows.net.example.com/common",
    "https://xlogin.windows.net/common",
    "https://accounts.google.com.example.com",
  ])("%s", (issuer) => {
    expect(isOpenIssuer(issuer)).toBe(false);
  });
});
