package dev.tarn.query.dialect;

import java.util.List;
import java.util.Optional;

/**
 * What a statement is parsed in.
 *
 * @param catalog the context's catalog as sent, {@code AwsDataCatalog} when none was
 * @param database the context's database; backticks around it are ignored
 * @param outputPrefix {@code s3://bucket/prefix/}, with the slash at the end
 * @param queryId the execution's id, part of the default location of CREATE TABLE AS
 * @param executionParameters expression texts for the statement's question marks, in order
 */
public record DialectContext(
    String catalog,
    Optional<String> database,
    String outputPrefix,
    String queryId,
    List<String> executionParameters) {
  /** What Athena calls the Glue Data Catalog; compared without case. */
  public static final String DEFAULT_CATALOG = "AwsDataCatalog";

  private static final String DEFAULT_DATABASE = "default";

  public DialectContext {
    database = database.map(DialectContext::withoutBackticks);
    executionParameters = List.copyOf(executionParameters);
  }

  /** The database that an unqualified name in a Hive-style statement is in. */
  public String databaseOrDefault() {
    return database.orElse(DEFAULT_DATABASE);
  }

  // awswrangler sends the database of MSCK, DESCRIBE and SHOW CREATE TABLE inside backticks.
  private static String withoutBackticks(String name) {
    boolean quoted = name.length() > 2 && name.startsWith("`") && name.endsWith("`");
    return quoted ? name.substring(1, name.length() - 1) : name;
  }
}
