import { createHash, createHmac } from "node:crypto";

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/**
 * The headers of a signed GET request without a query (AWS Signature Version 4). It is written here because the app sends
 * only this one request: AWS's client would be one more dependency. `now` is in epoch ms; AWS accepts a clock that differs
 * by 5 minutes.
 */
export function signGet(
  url: URL,
  { accessKeyId, secretAccessKey, sessionToken }: Credentials,
  { region, service, now = Date.now() }: { region: string; service: string; now?: number },
): Record<string, string> {
  const time = new Date(now).toISOString().replace(/[-:]|\.\d+/g, "");
  const scope = [time.slice(0, 8), region, service, "aws4_request"];
  const headers: Record<string, string> = {
    host: url.host,
    "x-amz-date": time,
    ...(sessionToken && { "x-amz-security-token": sessionToken }),
  };
  const names = Object.keys(headers).join(";");
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  const request = ["GET", url.pathname, "", lines.join(""), names, sha256("")].join("\n");
  const text = ["AWS4-HMAC-SHA256", time, scope.join("/"), sha256(request)].join("\n");
  const key = scope.reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  const signature = hmac(key, text).toString("hex");
  // `fetch` sends the host by itself.
  const { host: _, ...sent } = headers;
  const credential = [accessKeyId, ...scope].join("/");
  return {
    ...sent,
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names}, Signature=${signature}`,
  };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
