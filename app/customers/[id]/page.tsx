import { CustomerPage } from "@/components/customer/customer-page";

/**
 * Shows one customer. A screen pop that appends `customers/C-1001` to the access URL opens this page. Part
 * of the example, which can be deleted.
 */
export default async function Page({ params }: PageProps<"/customers/[id]">) {
  return <CustomerPage id={(await params).id} />;
}
