package dev.tarn.server;

import dev.tarn.catalog.GlueCatalog;
import dev.tarn.catalog.transfer.BucketMapping;
import dev.tarn.catalog.transfer.CatalogExport;
import dev.tarn.catalog.transfer.CatalogImport;
import dev.tarn.catalog.transfer.ConflictRule;
import dev.tarn.catalog.transfer.TransferCounts;
import dev.tarn.catalog.transfer.TransferException;
import dev.tarn.protocol.IdGenerator;
import dev.tarn.server.config.InvalidSettingException;
import dev.tarn.server.config.Setting;
import dev.tarn.server.logging.Logs;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import software.amazon.awssdk.services.glue.GlueClient;

/** The {@code catalog export} and {@code catalog import} commands. */
final class CatalogCommand {
  static final String NAME = "catalog";
  static final String EXPORT = "export";
  static final String IMPORT = "import";

  /** What says where the catalog is and how it is opened. */
  static final Set<Setting> SETTINGS =
      EnumSet.of(
          Setting.DATA,
          Setting.CONFIG,
          Setting.ACCOUNT_ID,
          Setting.REGION,
          Setting.DURABILITY,
          Setting.LOG_LEVEL);

  private static final String ENDPOINT = "--endpoint";
  private static final String TO = "--to";
  private static final String FROM = "--from";
  private static final String DATABASE = "--database";
  private static final String EVERY_MEMBER = "--every-member";
  private static final String ON_CONFLICT = "--on-conflict";
  private static final String MAP_BUCKET = "--map-bucket";
  private static final String DRY_RUN = "--dry-run";
  private static final Set<String> HTTP = Set.of("http", "https");
  private static final String SINGLE_FILE_SUFFIX = ".json";

  private final PrintStream out;
  private final PrintStream err;

  CatalogCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  static CommandSpec describeExport(CommandSpec command) {
    return command
        .addOption(
            option(TO, "DIR|FILE", "Directory to write to, or a file if it ends in .json.")
                .required(true)
                .build())
        .addOption(endpoint())
        .addOption(
            many(option(DATABASE, "NAME", "Export only these databases. Default: all")).build())
        .addOption(
            flag(
                EVERY_MEMBER,
                "Write also what only the service sets: times, versions, account, creator."));
  }

  static CommandSpec describeImport(CommandSpec command) {
    return command
        .addOption(
            many(option(FROM, "DIR|FILE", "Files to read, or directories with .json files."))
                .required(true)
                .build())
        .addOption(endpoint())
        .addOption(
            option(
                    ON_CONFLICT,
                    "RULE",
                    "What to do when something is there already: fail, skip or replace."
                        + " Default: fail")
                .build())
        .addOption(
            many(option(MAP_BUCKET, "OLD=NEW", "Replace a bucket in every S3 address.")).build())
        .addOption(flag(DRY_RUN, "Read and compare only, and say what would happen."));
  }

  private static OptionSpec endpoint() {
    return option(
            ENDPOINT,
            "URL",
            "Use the catalog behind this address, of a running Tarn or of AWS, instead of the one"
                + " in the data directory.")
        .build();
  }

  private static OptionSpec.Builder option(String name, String placeholder, String description) {
    return OptionSpec.builder(name)
        .paramLabel(placeholder)
        .type(String.class)
        .description(description);
  }

  private static OptionSpec.Builder many(OptionSpec.Builder option) {
    return option.type(List.class).auxiliaryTypes(String.class).arity("1..*");
  }

  private static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).type(boolean.class).description(description).build();
  }

  /** Runs the command and gives the exit code of the process. */
  int run(TarnConfig config, ParseResult command) {
    Logs.start(config.logLevel());
    boolean export = command.commandSpec().name().equals(EXPORT);
    String endpoint = command.matchedOptionValue(ENDPOINT, null);
    try {
      if (endpoint != null) {
        if (command.hasMatchedOption(Setting.DATA.option())) {
          throw new InvalidSettingException("name either --data or --endpoint");
        }
        String region = command.matchedOptionValue(Setting.REGION.option(), null);
        try (GlueClient glue =
            GlueEndpoint.connect(uri(endpoint), region, config.account().region())) {
          return transfer(export, glue, command);
        }
      }
      return transferHere(export, config, command);
    } catch (TransferException e) {
      return fail(e.getMessage() + (endpoint == null ? "" : " (at " + endpoint + ")"));
    } catch (IOException e) {
      return fail(e.getMessage() + " (a running Tarn is reached by --endpoint)");
    }
  }

  @SuppressWarnings("try") // the lock is held and not used
  private int transferHere(boolean export, TarnConfig config, ParseResult command)
      throws IOException, TransferException {
    Path data = config.dataDirectory();
    Path directory = data.resolve("catalog");
    if (export && !Files.isDirectory(directory)) {
      return fail("there is no catalog in " + data);
    }
    try (DataDirectoryLock ignored = DataDirectoryLock.acquire(data);
        GlueCatalog catalog =
            GlueCatalog.open(
                directory,
                config.account(),
                Clock.systemUTC(),
                IdGenerator.random(),
                config.durability())) {
      return transfer(export, catalog.client(), command);
    }
  }

  private int transfer(boolean export, GlueClient glue, ParseResult command)
      throws TransferException {
    return export ? exportTo(glue, command) : importFrom(glue, command);
  }

  private int exportTo(GlueClient glue, ParseResult command) throws TransferException {
    CatalogExport export =
        new CatalogExport(
            glue,
            new CatalogExport.Options(
                values(command, DATABASE).toList(), command.hasMatchedOption(EVERY_MEMBER)));
    Path target = Path.of(command.<String>matchedOptionValue(TO, ""));
    if (target.toString().endsWith(SINGLE_FILE_SUFFIX) && !Files.isDirectory(target)) {
      export.toFile(target);
    } else {
      export.toDirectory(target);
    }
    out.println(export.counts().describe() + " to " + target);
    return CommandLine.ExitCode.OK;
  }

  private int importFrom(GlueClient glue, ParseResult command) throws TransferException {
    boolean dryRun = command.hasMatchedOption(DRY_RUN);
    CatalogImport transfer =
        new CatalogImport(
            glue,
            new CatalogImport.Options(
                conflictRule(command.matchedOptionValue(ON_CONFLICT, "fail")),
                new BucketMapping(bucketNames(values(command, MAP_BUCKET))),
                dryRun));
    try {
      transfer.run(values(command, FROM).map(Path::of).toList());
    } catch (TransferException e) {
      err.println(summary(dryRun, "until it failed: ", transfer.counts()));
      throw e;
    }
    out.println(summary(dryRun, "", transfer.counts()));
    return CommandLine.ExitCode.OK;
  }

  private static String summary(boolean dryRun, String when, TransferCounts counts) {
    return (dryRun ? "dry run, nothing is written: " : "") + when + counts.describe();
  }

  private static Stream<String> values(ParseResult command, String option) {
    return command.<List<String>>matchedOptionValue(option, List.of()).stream();
  }

  private static URI uri(String text) {
    try {
      URI uri = new URI(text);
      if (uri.getHost() != null && HTTP.contains(uri.getScheme())) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw badEndpoint(text);
    }
    throw badEndpoint(text);
  }

  private static InvalidSettingException badEndpoint(String text) {
    return new InvalidSettingException(
        ENDPOINT + " must be a URL such as http://localhost:4566, but is '" + text + "'");
  }

  private static ConflictRule conflictRule(String text) {
    return Arrays.stream(ConflictRule.values())
        .filter(rule -> rule.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(() ->
            new InvalidSettingException(
                ON_CONFLICT + " must be fail, skip or replace, but is '" + text + "'"));
  }

  private static Map<String, String> bucketNames(Stream<String> mappings) {
    Map<String, String> names = new HashMap<>();
    mappings.forEach(mapping -> {
      int equals = mapping.indexOf('=');
      if (equals <= 0 || equals == mapping.length() - 1) {
        throw new InvalidSettingException(
            MAP_BUCKET + " must be OLD=NEW, but is '" + mapping + "'");
      }
      names.put(mapping.substring(0, equals), mapping.substring(equals + 1));
    });
    return names;
  }

  private int fail(String message) {
    err.println("tarn: " + message);
    return CommandLine.ExitCode.SOFTWARE;
  }
}
