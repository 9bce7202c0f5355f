package dev.tarn.server;

import dev.tarn.server.fault.FaultPages;
import dev.tarn.server.fault.FaultPlan;
import dev.tarn.server.health.AdminEndpoint;
import dev.tarn.server.health.HealthPages;
import dev.tarn.server.health.ReadOnlyPage;
import dev.tarn.server.health.ResetPage;
import dev.tarn.server.observation.ObservationPages;
import dev.tarn.server.observation.PrometheusText;
import dev.tarn.server.tls.TlsContexts;
import java.nio.file.Files;
import java.util.Map;

/** What is below {@code /_tarn/}. */
final class AdminPages {
  private AdminPages() {}

  static AdminEndpoint of(
      HealthPages health,
      ObservationPages observed,
      TlsContexts tls,
      FaultPlan faults,
      ResetPage.Reset reset) {
    return new AdminEndpoint(
        Map.of(
            "health",
            health.health(),
            "ready",
            health.ready(),
            "metrics",
            ReadOnlyPage.of(PrometheusText.CONTENT_TYPE, observed::metrics),
            "refused",
            ReadOnlyPage.of("application/json", observed::refused),
            "ca.pem",
            ReadOnlyPage.of("application/x-pem-file", () -> Files.readAllBytes(tls.trusted())),
            "faults",
            new FaultPages(faults),
            "reset",
            new ResetPage(reset)));
  }
}
