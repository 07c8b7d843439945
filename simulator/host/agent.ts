/** The agent at the desk, as `AgentClient` tells an app. */
export interface Agent {
  arn: string;
  name: string;
}
