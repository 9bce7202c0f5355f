package dev.tarn.server.http;

import dev.tarn.http.IncomingRequest;
import dev.tarn.protocol.OperationTable;
import dev.tarn.protocol.ServiceModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The services that speak AWS JSON. A call of one that is still starting waits for it. */
public final class JsonServices {
  /**
   * One of them.
   *
   * @param targetPrefix such as {@code AWSGlue}
   * @param signingName such as {@code glue}
   */
  public record Service(String targetPrefix, String signingName, ServiceTable operations) {}

  private final Map<String, Service> byPrefix = new LinkedHashMap<>();
  private final Map<String, Service> bySigningName = new LinkedHashMap<>();
  private final Service first;

  public JsonServices(List<Service> services) {
    first = services.getFirst();
    for (Service service : services) {
      byPrefix.put(service.targetPrefix(), service);
      bySigningName.put(service.signingName(), service);
    }
  }

  /**
   * The service of the target, else the one that the request was signed for, else, when there is no
   * target at all, any; null when the target belongs to a service that is not here.
   */
  @Nullable OperationTable find(AwsJsonHandler.Target target, IncomingRequest request) {
    Service service = byPrefix.get(target.prefix());
    if (service == null) {
      service = SignatureScope.service(request).map(bySigningName::get).orElse(null);
    }
    if (service == null && target.prefix().isEmpty()) {
      service = first;
    }
    return service == null ? null : service.operations().await();
  }

  /** Some model, for errors in the form that most services share. */
  ServiceModel anyModel() {
    return first.operations().await().model();
  }

  /** How often each operation without a handler has been called, by service. */
  public Map<String, Map<String, Long>> refusedCalls() {
    Map<String, Map<String, Long>> calls = new TreeMap<>();
    for (Service service : byPrefix.values()) {
      service
          .operations()
          .opened()
          .ifPresent(table -> calls.put(table.model().serviceName(), table.refusedCalls()));
    }
    return calls;
  }
}
