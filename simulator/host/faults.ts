/** Ways in which a workspace can misbehave, turned on by a test or by hand. Lists may contain `"*"`. */
export interface Faults {
  /** Never acknowledges a handshake. */
  silent: boolean;
  /** ms by which the acknowledge of a handshake is late. */
  lateAcknowledge: number;
  /** Never acknowledges the handshake of a service. Only a fault of the start: nobody gets to work. */
  silentToServices: boolean;
  /** Never responds to a health check. */
  unhealthy: boolean;
  /** ms by which every response is late. */
  slowRequests: number;
  /** Commands of requests that fail, such as `contact/getQueue`. */
  failingRequests: readonly string[];
  /** Keys of topics whose events are lost, such as `contact/connected`. */
  lostTopics: readonly string[];
  /** Permissions that are refused although the app's registration has them. */
  deniedPermissions: readonly string[];
  /** Removes a frame at once after the destroy message, without waiting for the app's cleanup. */
  destroyDoesNotWait: boolean;
}

export const noFaults: Faults = {
  silent: false,
  lateAcknowledge: 0,
  silentToServices: false,
  unhealthy: false,
  slowRequests: 0,
  failingRequests: [],
  lostTopics: [],
  deniedPermissions: [],
  destroyDoesNotWait: false,
};

/** Whether a fault's list contains a name, or everything. */
export function names(list: readonly string[], name: string): boolean {
  return list.includes(name) || list.includes("*");
}
