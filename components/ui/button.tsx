import type { ComponentProps } from "react";

const variants = {
  // An invisible border, which forced colours make visible.
  primary: "border-transparent bg-accent text-on-accent hover:bg-accent-strong",
  secondary: "border-accent text-accent hover:border-accent-strong hover:text-accent-strong",
};

interface ButtonProps extends ComponentProps<"button"> {
  variant?: keyof typeof variants;
}

export function Button({ variant = "primary", ...props }: ButtonProps) {
  return (
    <button
      type="button"
      className={`rounded-full border-2 px-5 py-1 font-bold ${variants[variant]}`}
      {...props}
    />
  );
}
