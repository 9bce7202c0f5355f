package dev.tarn.query.cluster;

import dev.tarn.query.engine.EngineFailure;
import io.trino.client.StatementClient;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks a cluster for its catalogs. */
final class Catalogs {
  private final TrinoConnection connection;

  Catalogs(TrinoConnection connection) {
    this.connection = connection;
  }

  /**
   * All names.
   *
   * @throws EngineFailure when the cluster does not answer the question
   */
  Set<String> names() {
    try (StatementClient client = connection.start("SHOW CATALOGS")) {
      Set<String> names = new HashSet<>();
      while (client.isRunning()) {
        for (List<Object> row : client.currentRows()) {
          names.add(String.valueOf(row.getFirst()));
        }
        client.advance();
      }
      var error = client.finalStatusInfo().getError();
      if (error != null) {
        throw ClusterFailures.of(error);
      }
      return names;
    } catch (EngineFailure e) {
      throw e;
    } catch (RuntimeException e) {
      // The client library has no type of its own for a cluster that does not answer.
      throw ClusterFailures.unavailable(String.valueOf(e.getMessage()), Optional.of(e));
    }
  }
}
