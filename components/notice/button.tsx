import type { ComponentProps } from "react";

const variants = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong",
  secondary: "border border-accent text-accent hover:border-accent-strong hover:text-accent-strong",
};

interface ButtonProps extends ComponentProps<"button"> {
  variant?: keyof typeof variants;
}

export function Button({ variant = "primary", ...props }: ButtonProps) {
  return (
    <button
      type="button"
      className={`rounded-full px-5 py-1.5 font-semibold ${variants[variant]}`}
      {...props}
    />
  );
}
