package io.tapeline.access.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.tapeline.access.Policy;
import io.tapeline.access.Rule;
import io.tapeline.access.policy.PolicyFile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Writes into the document how keys are sent, and what the guarded policy says of each operation:
 * as {@code x-tapeline-policy}, the scope it needs, the group it is counted in, and what it costs.
 * The document is made when the service is built, so it can't speak of the policy in force: its
 * description tells how that may differ.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class PolicyInContract implements OASFilter {

  private static final String BEARER = "bearer";
  private static final String HEADER = "header";
  private static final String OPEN = "open";

  @Override
  public void filterOpenAPI(OpenAPI document) {
    document
        .getComponents()
        .addSecurityScheme(
            BEARER,
            OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description(
                    "A key, `Authorization: Bearer tl_live_…`, or a token of `POST /v1/auth/token`."))
        .addSecurityScheme(
            HEADER,
            OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(SecurityScheme.In.HEADER)
                .name(Credentials.API_KEY)
                .description("The same key: `X-API-Key: tl_live_…`."));
    complete(document, PolicyFile.shipped());
  }

  static void complete(OpenAPI document, Policy policy) {
    document
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) ->
                item.getOperations()
                    .forEach(
                        (method, operation) ->
                            policy
                                .rules()
                                .find(method.name(), path)
                                .ifPresent(rule -> complete(operation, rule, policy))));
  }

  private static void complete(Operation operation, Rule rule, Policy policy) {
    boolean forAll = rule.scope() == null || rule.scope().isIn(policy.anonymousScopes());
    if (forAll) {
      operation.addSecurityRequirement(OASFactory.createSecurityRequirement());
    }
    for (String scheme : List.of(BEARER, HEADER)) {
      operation.addSecurityRequirement(
          OASFactory.createSecurityRequirement().addScheme(scheme, List.of()));
    }
    Map<String, String> said = new TreeMap<>();
    said.put("scope", rule.scope() == null ? OPEN : rule.scope().id());
    said.put("group", rule.group());
    said.put("cost", rule.cost().toString());
    operation.addExtension("x-tapeline-policy", said);
    if (rule.retired() != null) {
      operation.setDeprecated(true);
    }
  }
}
