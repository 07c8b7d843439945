import { expect, it } from "vitest";
import { signGet } from "@/lib/aws/sign-request";

const credentials = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
};
const at = { region: "us-east-1", service: "service", now: Date.UTC(2015, 7, 30, 12, 36) };

it("signs as AWS's published test suite does (get-vanilla)", () => {
  const headers = signGet(new URL("https://example.amazonaws.com/"), credentials, at);
  expect(headers).toEqual({
    "x-amz-date": "20150830T123600Z",
    authorization:
      "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
  });
});

it("signs a path and a session token as aws4fetch does", () => {
  const path = "/users/40c83b68-ea62-414c-97bb-d018e39e158e/0c245dc0-0cf5-4e37-800e-2a7481cc8a60";
  const url = new URL(path, "https://connect.us-west-2.amazonaws.com");
  const temporary = { ...credentials, sessionToken: "FwoGZXIvYXdzE//token+==" };
  const headers = signGet(url, temporary, { ...at, region: "us-west-2", service: "connect" });
  expect(headers["x-amz-security-token"]).toBe(temporary.sessionToken);
  expect(headers.authorization).toBe(
    "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-west-2/connect/aws4_request, SignedHeaders=host;x-amz-date;x-amz-security-token, Signature=2fac20dafc29127e08c413d7902a41e8522fed68927adf80ce4a976c523433d1",
  );
});
