package dev.tarn.server.document;

import dev.tarn.protocol.OperationModel;
import dev.tarn.protocol.OperationTable;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** {@code docs/coverage.md}: which operations of the SDK's clients exist here. */
final class CoverageDocument {
  private static final String HEAD =
      """
      # Coverage

      <!-- Generated from the operation tables; a test fails when it is stale. -->

      What is not here answers `NotImplementedException` (S3: `NotImplemented`) with its name in the
      message, is logged, and is counted in `/_tarn/metrics`.
      """;

  /** EC2 has more than anybody would read. */
  private static final int MOST_REFUSED = 400;

  private final StringBuilder text = new StringBuilder(HEAD);

  private CoverageDocument() {}

  static String text(List<OperationTable> tables, Collection<String> s3Requests) {
    CoverageDocument document = new CoverageDocument();
    tables.forEach(document::service);
    document.s3(s3Requests);
    return document.text.toString();
  }

  private void service(OperationTable table) {
    Set<String> implemented = table.implementedOperations();
    List<String> all = table.model().operations().stream().map(OperationModel::name).toList();
    text.append("\n## ")
        .append(table.model().serviceName())
        .append(": ")
        .append(implemented.size())
        .append(" of ")
        .append(all.size())
        .append(" operations\n\n");
    implemented.forEach(name -> text.append("- ").append(name).append('\n'));
    List<String> refused = all.stream().filter(n -> !implemented.contains(n)).toList();
    text.append("\n<details><summary>Refused</summary>\n\n");
    if (refused.size() > MOST_REFUSED) {
      text.append("All ").append(refused.size()).append(" others of the client.");
    } else {
      text.append(String.join(", ", refused));
    }
    text.append("\n\n</details>\n");
  }

  private void s3(Collection<String> requests) {
    text.append("\n## S3: ").append(requests.size()).append(" kinds of requests\n\n");
    requests.forEach(request -> text.append("- ").append(request).append('\n'));
  }
}
