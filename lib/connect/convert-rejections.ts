import type { AmazonConnectProvider } from "@amazon-connect/core";
import { requestError } from "./errors";

/** Wraps the provider for the SDK's clients, so that their requests reject with a `ConnectAppError`. */
export function convertRejections(provider: AmazonConnectProvider): AmazonConnectProvider {
  const proxy = provider.getProxy();
  const request = (...message: Parameters<typeof proxy.request>) =>
    proxy.request(...message).catch((cause: unknown) => {
      throw requestError(cause, message[1]);
    });
  const converting = Object.assign(Object.create(proxy), { request });
  return Object.assign(Object.create(provider), { getProxy: () => converting });
}
