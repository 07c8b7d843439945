import type {
  AgentRoutingProfile,
  NetworkConnectionStatus,
  QuickConnect,
} from "@amazon-connect/contact";
import type { VoiceEnhancementMode } from "@amazon-connect/voice";
import type { Model } from "./model";

/** What can happen to the agent and to contacts without a change of the open apps. */
export abstract class ModelActions {
  protected abstract readonly model: Model;

  rejectContact(contactId: string): void {
    this.model.contacts.reject(contactId);
  }

  missContact(contactId: string): void {
    this.model.contacts.miss(contactId);
  }

  failContact(contactId: string): void {
    this.model.contacts.fail(contactId);
  }

  pendContact(contactId: string): void {
    this.model.contacts.pend(contactId);
  }

  /** Ends the preview of a contact and dials the customer. */
  engagePreview(contactId: string): void {
    this.model.contacts.engagePreview(contactId);
  }

  transferContact(contactId: string, quickConnect: QuickConnect): void {
    this.model.contacts.transfer(contactId, quickConnect);
  }

  /** The conversation is over; after-contact work begins. */
  endContact(contactId: string): void {
    this.model.contacts.end(contactId);
  }

  setAttributes(contactId: string, attributes: Readonly<Record<string, string>>): void {
    const before = this.model.contacts.require(contactId).attributes;
    this.model.contacts.update(contactId, { attributes: { ...before, ...attributes } });
  }

  /** Calls someone in. Returns the participant's id. */
  addParticipant(contactId: string, quickConnect: QuickConnect): string {
    return this.model.participants.add(contactId, quickConnect);
  }

  disconnectParticipant(participantId: string): void {
    this.model.participants.disconnect(participantId);
  }

  holdParticipant(participantId: string): void {
    this.model.participants.hold(participantId);
  }

  resumeParticipant(participantId: string): void {
    this.model.participants.resume(participantId);
  }

  /** Everyone on the contact hears everyone. */
  conference(contactId: string): void {
    this.model.participants.conference(contactId);
  }

  /** Takes the state by its name or ARN, or queues it while the agent handles contacts. */
  setAgentState(name: string): void {
    this.model.desk.choose(this.model.desk.requireState(name));
  }

  setRoutingProfile(change: Partial<AgentRoutingProfile>): void {
    this.model.desk.setRoutingProfile(change);
  }

  setNetworkStatus(status: NetworkConnectionStatus): void {
    this.model.desk.setNetworkStatus(status);
  }

  setVoiceEnhancementMode(mode: VoiceEnhancementMode): void {
    this.model.desk.setVoiceEnhancementMode(mode);
  }

  /** Warns of the end of the agent's session, in epoch ms. */
  warnExpiration(expiresAt: number): void {
    this.model.session.warn(expiresAt);
  }

  clearExpirationWarning(): void {
    this.model.session.clearWarning();
  }

  failSessionExtension(): void {
    this.model.session.failExtension();
  }
}
