import { activityNamespace } from "@amazon-connect/activity";
import { workspaceNamespace } from "@amazon-connect/app-controller";
import { contactNamespace } from "@amazon-connect/contact";
import {
  type ConnectResponseData,
  handlerNotFoundResponseErrorKey,
  type RequestMessage,
  type ResponseMessage,
} from "@amazon-connect/core";
import { messageTemplateNamespace } from "@amazon-connect/message-template";
import { voiceNamespace } from "@amazon-connect/voice";
import { permissionFor } from "../../../lib/connect/permissions";
import { names } from "../faults";
import { RefusedError } from "../refused-error";
import { emailNamespace } from "../sdk/email";
import { fileNamespace } from "../sdk/file";
import { quickResponsesNamespace } from "../sdk/quick-responses";
import { userNamespace } from "../sdk/user";
import { activityRoutes } from "./activity";
import { agentRoutes } from "./agent";
import { appControllerRoutes } from "./app-controller";
import { contactRoutes } from "./contact";
import { emailRoutes } from "./email";
import { fileRoutes } from "./file";
import { messageTemplateRoutes } from "./message-template";
import { quickResponsesRoutes } from "./quick-responses";
import type { RequestContext, Route } from "./route";
import { themeRoutes } from "./theme";
import { userRoutes } from "./user";
import { voiceRoutes } from "./voice";
import { messageOf } from "../../message-of";

/** The routes as an app calls them: by name, with data of any shape. */
type AnyRoutes = Partial<Record<string, Route<never, ConnectResponseData>>>;

const routesOf: Partial<Record<string, AnyRoutes>> = {
  [contactNamespace]: { ...agentRoutes, ...contactRoutes },
  [voiceNamespace]: voiceRoutes,
  [workspaceNamespace]: { ...appControllerRoutes, ...themeRoutes },
  [activityNamespace]: activityRoutes,
  [userNamespace]: userRoutes,
  [emailNamespace]: emailRoutes,
  [fileNamespace]: fileRoutes,
  [messageTemplateNamespace]: messageTemplateRoutes,
  [quickResponsesNamespace]: quickResponsesRoutes,
};

/** Returns the workspace's response to an app's request. Never throws: an error is a response too. */
export function answerRequest(
  request: RequestMessage,
  context: RequestContext,
  failingRequests: readonly string[],
): ResponseMessage {
  const { namespace, requestId, command, data } = request;
  try {
    const route = routesOf[namespace]?.[command];
    if (!route) {
      throw new RefusedError(handlerNotFoundResponseErrorKey, "No handler for command");
    }
    if (!context.app.permits(permissionFor(command))) {
      throw new RefusedError("noPermission", "App does not have permission for this request");
    }
    if (names(failingRequests, command)) {
      throw new RefusedError("simulatedFault", `The workspace was told to fail ${command}`);
    }
    const answer = route({ ...data } as never, context);
    return { type: "response", namespace, requestId, isError: false, data: answer };
  } catch (error) {
    return {
      type: "response",
      namespace,
      requestId,
      isError: true,
      errorKey: error instanceof RefusedError ? error.errorKey : "unknown",
      reason: messageOf(error),
      details: { command, requestData: data },
    };
  }
}
