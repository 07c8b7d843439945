/** The agents who can sign in at the simulated identity provider, and thus to the simulated workspace. */
export interface TestAgent {
  /** What the agent types at the identity provider; also the user name in the simulated instance. */
  username: string;
  password: string;
  name: string;
  email: string;
  groups: string[];
  /** The ARN that `AgentClient.getARN()` returns for this agent. */
  arn: string;
}

const instance =
  "arn:aws:connect:us-east-1:111122223333:instance/5ac1b2d3-0000-4000-8000-000000000001";

function testAgent(username: string, name: string, id: number, groups: string[]): TestAgent {
  return {
    username,
    password: "workspace",
    name,
    email: `${username}@example.com`,
    groups,
    arn: `${instance}/agent/00000000-0000-4000-8000-00000000000${id}`,
  };
}

export const testAgents: readonly TestAgent[] = [
  testAgent("ana", "Ana Carolina Silva", 1, ["contact-centre"]),
  testAgent("kwame", "Kwame Mensah", 2, ["contact-centre", "supervisors"]),
  testAgent("mei", "Mei Tanaka", 3, ["contact-centre"]),
];
