/** Settings with which the app starts; nothing they name needs to exist. */
export const goodSettings = {
  AUTH_URL: "http://localhost:3999",
  AUTH_SECRET: "a secret of at least thirty-two characters",
  AUTH_OIDC_ISSUER: "https://login.example.com",
  AUTH_OIDC_ID: "app",
  AUTH_OIDC_SECRET: "secret",
  AUTH_ALLOWED_EVERYONE: "true",
  CONNECT_INSTANCE_ORIGINS: "https://acme.my.connect.aws",
  // #region example
  CUSTOMER_API_URL: "https://api.example.com/v1",
  CUSTOMER_API_TOKEN: "token",
  // #endregion example
};
