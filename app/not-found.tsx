import { Notice } from "@/components/notice/notice";

export default function NotFound() {
  return (
    <Notice title="There is no such page">
      Close this app and open it again from the apps menu.
    </Notice>
  );
}
