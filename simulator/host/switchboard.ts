import type { RequestMessage, ResponseMessage, SubscriptionTopic } from "@amazon-connect/core";
import { isGranted, type Permission } from "../../lib/connect/permissions";
import type { AppDesk } from "./apps/app-desk";
import type { AppHost } from "./apps/app-host";
import type { AppInstance } from "./apps/app-instance";
import { type Faults, names, noFaults } from "./faults";
import type { NewLogEntry } from "./message-log";
import { namespaceOf, type Publish } from "./events";
import type { Model } from "./model";
import { RefusedError } from "./refused-error";
import { answerRequest } from "./requests/answer";
import type { RequestContext } from "./requests/route";
import { instanceOrigin } from "./simulated-instance";
import { canSee, resolveContactId } from "./apps/subscriptions";

/** What the switchboard needs of the workspace whose apps and model it connects. */
export interface Switched {
  model(): Model;
  apps(): AppDesk;
  log(entry: NewLogEntry): void;
  clearContact(contactId: string): void;
}

export interface SwitchboardOptions {
  region: string;
  healthCheckInterval: number;
  destroyTimeout: number;
}

/** Between the apps and the model: requests one way, events the other, permissions and faults on both. */
export class Switchboard implements AppHost {
  readonly region: string;
  readonly healthCheckInterval: number;
  readonly destroyTimeout: number;
  faults: Faults = noFaults;

  constructor(
    options: SwitchboardOptions,
    private readonly workspace: Switched,
  ) {
    this.region = options.region;
    this.healthCheckInterval = options.healthCheckInterval;
    this.destroyTimeout = options.destroyTimeout;
  }

  answer(request: RequestMessage, instance: AppInstance): ResponseMessage {
    return answerRequest(request, this.contextFor(instance), {
      permits: (permission) => this.permits(instance, permission),
      failingRequests: this.faults.failingRequests,
    });
  }

  permits({ launch }: AppInstance, permission: Permission | null): boolean {
    const { deniedPermissions } = this.faults;
    if (permission && names(deniedPermissions, permission)) return false;
    const granted = launch.config.permissions.filter((each) => !deniedPermissions.includes(each));
    return isGranted(granted, permission);
  }

  /** Tells the apps what happened in the model. */
  readonly publish: Publish = (key, data, about = {}) => {
    if (names(this.faults.lostTopics, key)) return;
    const event = { namespace: namespaceOf(key), key, data, ...about };
    for (const instance of this.workspace.apps().instances) instance.publish(event);
  };

  /** To the other apps on the same contact, as the developer guide says. */
  relay(topic: SubscriptionTopic, data: object, from: AppInstance): void {
    if (names(this.faults.lostTopics, topic.key)) return;
    for (const instance of this.workspace.apps().instances) {
      if (instance === from || instance.contactId !== from.contactId) continue;
      instance.publishOfApp(topic, data);
    }
  }

  log(entry: NewLogEntry): void {
    this.workspace.log(entry);
  }

  changed(instance: AppInstance): void {
    this.workspace.apps().follow(instance);
  }

  private contextFor(app: AppInstance): RequestContext {
    const model = this.workspace.model();
    const { sight } = app;
    return {
      model,
      apps: this.workspace.apps(),
      app,
      region: this.region,
      instanceOrigin,
      requireContact: (contactId) => {
        const resolved = resolveContactId(contactId, sight);
        const contact = canSee(resolved, sight) && model.contacts.find(resolved);
        if (contact) return contact;
        throw new RefusedError("contactNotFound", `No contact ${contactId} in this app's scope`);
      },
      requireParticipant: (participantId) => {
        const found = model.participants.require(participantId);
        if (canSee(found.contact.id, sight)) return found;
        throw new RefusedError(
          "participantNotFound",
          `No participant ${participantId} in this app's scope`,
        );
      },
      clearContact: (contactId) => this.workspace.clearContact(contactId),
    };
  }
}
