package dev.tarn.query.trino;

import dev.tarn.query.engine.EngineRequest;
import io.trino.client.ClientCapabilities;
import io.trino.client.ProtocolHeaders;
import io.trino.server.SessionContext;
import io.trino.spi.security.Identity;
import io.trino.spi.security.SelectedRole;
import io.trino.spi.session.ResourceEstimates;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The session a statement runs in: always the same user, UTC, as Athena's are. */
final class EngineSession {
  static final String USER = "athena";

  private static final Identity IDENTITY = Identity.ofUser(USER);
  private static final Set<String> CAPABILITIES =
      Arrays.stream(ClientCapabilities.values())
          .map(ClientCapabilities::name)
          .collect(Collectors.toUnmodifiableSet());

  private EngineSession() {}

  static SessionContext of(EngineRequest request) {
    var system = new HashMap<String, String>();
    var catalogs = new HashMap<String, Map<String, String>>();
    request.sessionProperties().forEach((name, value) -> put(system, catalogs, name, value));
    return new SessionContext(
        ProtocolHeaders.TRINO_HEADERS,
        Optional.of(request.catalog()),
        request.schema(),
        Optional.empty(),
        Optional.of(IDENTITY),
        IDENTITY,
        IDENTITY,
        new SelectedRole(SelectedRole.Type.NONE, Optional.empty()),
        Optional.of("athena"),
        Optional.of(request.queryId()),
        Optional.empty(),
        Optional.empty(),
        Optional.of("UTC"),
        Optional.of("en"),
        Set.of(),
        CAPABILITIES,
        new ResourceEstimates(Optional.empty(), Optional.empty(), Optional.empty()),
        system,
        catalogs,
        Map.of(),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty());
  }

  /** {@code catalog.property} belongs to a catalog, a name without a dot to the engine. */
  private static void put(
      Map<String, String> system,
      Map<String, Map<String, String>> catalogs,
      String name,
      String value) {
    int dot = name.lastIndexOf('.');
    if (dot < 0) {
      system.put(name, value);
    } else {
      catalogs
          .computeIfAbsent(name.substring(0, dot), _ -> new HashMap<>())
          .put(name.substring(dot + 1), value);
    }
  }
}
