import { Notice } from "@/components/ui/notice";
import { messages } from "@/lib/messages";

export default function NotFound() {
  return (
    <Notice title={messages.notFound.title}>
      <p>{messages.notFound.text}</p>
    </Notice>
  );
}
