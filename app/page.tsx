import { Desk } from "@/components/desk/desk";

export default function Page() {
  return <Desk />;
}
