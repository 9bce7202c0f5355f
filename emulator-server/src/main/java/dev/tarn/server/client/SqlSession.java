package dev.tarn.server.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.AthenaException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.s3.S3Client;

/** The {@code sql} command: one statement, or those that are typed or piped in. */
public final class SqlSession {
  private static final String BUCKET = "tarn-sql";
  private static final String OUTPUT = "s3://" + BUCKET + "/";
  private static final String HELP =
      """
      A statement ends with a line that ends in ;
      \\d         tables of the database        \\d NAME   columns of a table
      \\l         databases                     \\c NAME   use another database
      \\f FORMAT  table, csv or json            \\q        leave\
      """;

  private final ServerClients clients;
  private final PrintStream out;
  private final PrintStream err;
  private final boolean forPeople;
  private ResultFormat format = ResultFormat.TABLE;
  private String database = "default";
  private boolean stopAtFailure;

  /**
   * @param forPeople whether somebody watches: then long queries show how far they are
   */
  public SqlSession(ServerClients clients, PrintStream out, PrintStream err, boolean forPeople) {
    this.clients = clients;
    this.out = out;
    this.err = err;
    this.forPeople = forPeople;
  }

  /** Uses another database from now on. */
  public void use(String name) {
    database = name;
  }

  /** False when there is no such format. */
  public boolean show(String formatName) {
    for (ResultFormat each : ResultFormat.values()) {
      if (each.name().equals(formatName.toUpperCase(Locale.ROOT))) {
        format = each;
        return true;
      }
    }
    return false;
  }

  /** Runs one statement; false when it failed. */
  public boolean run(String sql) throws InterruptedException {
    try (AthenaClient athena = clients.athena()) {
      ensureOutput();
      long start = System.nanoTime();
      QueryRun.Outcome outcome =
          new QueryRun(athena, OUTPUT).run(sql, database, now -> showProgress(now, start));
      clearProgress();
      if (!outcome.succeeded()) {
        QueryExecution execution = outcome.execution();
        String reason = execution.status().stateChangeReason();
        err.println(
            execution.status().stateAsString() + ": " + (reason == null ? "no reason" : reason));
        return false;
      }
      if (!outcome.columns().isEmpty()) {
        format.print(outcome, out);
      }
      return true;
    } catch (AthenaException e) {
      clearProgress();
      err.println(e.awsErrorDetails().errorCode() + ": " + e.awsErrorDetails().errorMessage());
      return false;
    }
  }

  /** Leaves the rest of the lines alone when a statement has failed. */
  public void stopAtFailure() {
    stopAtFailure = true;
  }

  /** Runs what the lines hold until they end; false when the last statement failed. */
  public boolean run(BufferedReader lines) throws IOException, InterruptedException {
    boolean succeeded = true;
    StringBuilder statement = new StringBuilder();
    prompt(statement);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String stripped = line.strip();
      if (statement.isEmpty() && stripped.startsWith("\\")) {
        if (stripped.equals("\\q")) {
          return succeeded;
        }
        succeeded = command(stripped);
      } else if (!statement.isEmpty() || !stripped.isEmpty()) {
        statement.append(line).append('\n');
        if (stripped.endsWith(";")) {
          String sql = statement.toString().strip();
          statement.setLength(0);
          succeeded = run(sql.substring(0, sql.length() - 1));
        }
      }
      if (stopAtFailure && !succeeded) {
        return false;
      }
      prompt(statement);
    }
    if (!statement.toString().isBlank()) {
      succeeded = run(statement.toString().strip());
    }
    return succeeded;
  }

  private boolean command(String line) throws InterruptedException {
    int space = line.indexOf(' ');
    String name = space < 0 ? line : line.substring(0, space);
    @Nullable String argument = space < 0 ? null : line.substring(space).strip();
    return switch (name) {
      case "\\l" -> run("SHOW DATABASES");
      case "\\d" -> describe(argument);
      case "\\c" -> {
        use(argument == null ? "default" : argument);
        yield true;
      }
      case "\\f" -> (argument != null && show(argument)) || explain();
      default -> explain();
    };
  }

  private boolean describe(@Nullable String table) throws InterruptedException {
    return run(table == null ? "SHOW TABLES" : "DESCRIBE `" + table.replace("`", "``") + "`");
  }

  private boolean explain() {
    err.println(HELP);
    return false;
  }

  private void prompt(StringBuilder statement) {
    if (forPeople) {
      out.print(statement.isEmpty() ? database + "> " : "   ... ");
      out.flush();
    }
  }

  private void ensureOutput() {
    try (S3Client s3 = clients.s3()) {
      List<String> buckets = s3.listBuckets().buckets().stream().map(b -> b.name()).toList();
      if (!buckets.contains(BUCKET)) {
        s3.createBucket(request -> request.bucket(BUCKET));
      }
    }
  }

  private void showProgress(QueryExecution now, long start) {
    long millis = (System.nanoTime() - start) / 1_000_000;
    if (forPeople && millis > 1_000) {
      Long scanned = now.statistics() == null ? null : now.statistics().dataScannedInBytes();
      err.printf(
          Locale.ROOT,
          "\r%s %.1f s, %,d bytes scanned ",
          now.status().stateAsString(),
          millis / 1000.0,
          scanned == null ? 0 : scanned);
      err.flush();
    }
  }

  private void clearProgress() {
    if (forPeople) {
      err.print("\r\u001b[K");
      err.flush();
    }
  }
}
