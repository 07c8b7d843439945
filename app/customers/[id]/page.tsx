import { CustomerById } from "@/components/customer/customer-card";
import { AppHeader } from "@/components/header/app-header";
import { LeftNotes } from "@/components/note/left-notes";

/**
 * Shows one customer. A screen pop that appends `customers/C-1001` to the access URL opens this page. Part
 * of the example, which can be deleted.
 */
export default async function Page({ params }: PageProps<"/customers/[id]">) {
  const { id } = await params;
  return (
    <main className="mx-auto grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-4 p-4">
      <AppHeader />
      <CustomerById key={id} id={id} />
      <LeftNotes />
    </main>
  );
}
