// An OpenID provider for tests: node oidc_provider.mjs FOLDER_OF_OIDC_PROVIDER ADDRESS…
// Clients "app" and "other", of apps at these addresses; whoever has a login "staff-…" has the role staff.
import { createServer } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, ...addresses] = process.argv.slice(2);
const { Provider } = await import(pathToFileURL(join(folder, "lib", "index.js")));

const client = (name) => ({
  client_id: name,
  client_secret: `secret of ${name}`,
  redirect_uris: addresses.map((address) => `${address}oauth2callback`),
  post_logout_redirect_uris: addresses,
  grant_types: ["authorization_code"],
  response_types: ["code"],
});

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [client("app"), client("other")],
    claims: { openid: ["sub", "roles"], email: ["email", "email_verified"], profile: ["name", "picture"] },
    conformIdTokenClaims: false,
    cookies: { keys: ["for tests"] },
    features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true } },
    pkce: { required: () => true },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        name: id.startsWith("long") ? "x".repeat(20000) : `${id} of the tests`,
        email: `${id}@example.org`,
        email_verified: true,
        picture: id.startsWith("long") ? "x".repeat(5000) : undefined,
        roles: id.startsWith("staff") ? ["staff"] : [],
      }),
    }),
  });
  server.on("request", provider.callback());
  console.log(`issuer ${issuer}`);
});
