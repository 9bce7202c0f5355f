package dev.tarn.server;

import dev.tarn.server.client.Diagnosis;
import dev.tarn.server.client.ServerClients;
import dev.tarn.server.client.ServerPages;
import dev.tarn.server.client.SqlSession;
import dev.tarn.server.config.InvalidSettingException;
import dev.tarn.server.config.Setting;
import dev.tarn.server.seed.Seeding;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The commands that talk to a running server, or help a client to. */
final class ClientCommands {
  private static final Set<Setting> SETTINGS =
      EnumSet.of(Setting.HOST, Setting.PORT, Setting.CONFIG, Setting.REGION);
  private static final Set<Setting> WITH_DATA =
      EnumSet.of(Setting.HOST, Setting.PORT, Setting.CONFIG, Setting.REGION, Setting.DATA);
  private static final String ENDPOINT = "--endpoint";
  private static final int MAX_PORT = 65_535;
  private static final String DATABASE = "--database";
  private static final String FORMAT = "--format";
  private static final String YES = "--yes";
  private static final String TLS = "--tls";

  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> environment;

  ClientCommands(
      InputStream in, PrintStream out, PrintStream err, Map<String, String> environment) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.environment = environment;
  }

  /** Adds them all; {@code settings} adds the options that say where the server is. */
  static void describe(CommandSpec root, SettingOptions settings) {
    CommandSpec sql =
        Commands.command(
            "sql",
            "Runs a statement on a running server; without one, those that are typed or piped in.");
    sql.addPositional(parameter("SQL", "The statement.", "0..1"));
    sql.addOption(option(DATABASE, "NAME", "Database of names without one. Default: default"));
    sql.addOption(option(FORMAT, "FORMAT", "table, csv or json. Default: table"));
    CommandSpec seed =
        Commands.command(
            "seed",
            "Uploads a directory: its first level are buckets, and directories in them with CSV,"
                + " JSON or Parquet files become tables with inferred columns.");
    seed.addPositional(parameter("DIR", "The directory.", "1"));
    seed.addOption(option(DATABASE, "NAME", "Database of the tables. Default: default"));
    CommandSpec reset =
        Commands.command("reset", "Makes a running server forget all objects, tables and queries.");
    reset.addOption(flag(YES, "Do not ask."));
    CommandSpec env =
        Commands.command("env", "Prints what a client needs: eval \"$(tarn env)\" sets it.");
    env.addOption(flag(TLS, "Use https, and trust this data directory's certificate."));
    CommandSpec doctor =
        Commands.command("doctor", "Looks for what could keep a server or its clients down.");
    for (CommandSpec command :
        List.of(
            sql,
            seed,
            reset,
            env,
            Commands.command("status", "Shows how far a running server is; 0 when it is ready."),
            doctor)) {
      command.addOption(
          option(ENDPOINT, "URL", "Address of the server, instead of host and port."));
      boolean onFiles = List.of(doctor, env).contains(command);
      root.addSubcommand(command.name(), settings.addTo(command, onFiles ? WITH_DATA : SETTINGS));
    }
    root.addSubcommand(
        "completion",
        Commands.command("completion", "Prints completion for bash and zsh: . <(tarn completion)"));
  }

  /** How options of settings are added to a command. */
  @FunctionalInterface
  interface SettingOptions {
    CommandSpec addTo(CommandSpec command, Set<Setting> settings);
  }

  private static OptionSpec option(String name, String placeholder, String description) {
    return OptionSpec.builder(name)
        .paramLabel(placeholder)
        .type(String.class)
        .description(description)
        .build();
  }

  private static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).type(boolean.class).description(description).build();
  }

  private static PositionalParamSpec parameter(String label, String description, String arity) {
    return PositionalParamSpec.builder()
        .paramLabel(label)
        .type(String.class)
        .arity(arity)
        .index("0")
        .description(description)
        .build();
  }

  static boolean isOne(String name) {
    return Set.of("sql", "seed", "reset", "env", "status", "doctor", "completion").contains(name);
  }

  /** Runs the command and gives the exit code of the process. */
  int run(TarnConfig config, ParseResult command) {
    URI endpoint = endpoint(config, command);
    try {
      return switch (command.commandSpec().name()) {
        case "sql" -> sql(endpoint, config, command);
        case "seed" -> seed(endpoint, config, command);
        case "reset" -> reset(endpoint, command);
        case "env" -> env(endpoint, config, command);
        case "status" -> status(endpoint);
        case "doctor" -> new Diagnosis(out, environment).run(config.dataDirectory(), endpoint);
        default -> completion(command);
      };
    } catch (ConnectException | SdkClientException e) {
      err.println("tarn: no server answers at " + endpoint + ": " + e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    } catch (IOException | SdkException e) {
      err.println("tarn: " + e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  private static URI endpoint(TarnConfig config, ParseResult command) {
    String given = command.matchedOptionValue(ENDPOINT, null);
    if (given != null) {
      try {
        URI endpoint = URI.create(given);
        if (isAddress(endpoint)) {
          return endpoint;
        }
      } catch (IllegalArgumentException e) {
        throw new InvalidSettingException("--endpoint is no address: " + given);
      }
      throw new InvalidSettingException("--endpoint is no address: " + given);
    }
    return Tarn.endpoint(config.host(), config.port());
  }

  private static boolean isAddress(URI endpoint) {
    String scheme = String.valueOf(endpoint.getScheme()).toLowerCase(Locale.ROOT);
    return Set.of("http", "https").contains(scheme)
        && endpoint.getHost() != null
        && endpoint.getPort() <= MAX_PORT;
  }

  private int sql(URI endpoint, TarnConfig config, ParseResult command)
      throws IOException, InterruptedException {
    boolean forPeople = terminal().isPresent();
    String statement = command.matchedPositionalValue(0, null);
    try (ServerClients clients = new ServerClients(endpoint, config.account().region())) {
      SqlSession session = new SqlSession(clients, out, err, forPeople);
      session.use(command.matchedOptionValue(DATABASE, "default"));
      String format = command.matchedOptionValue(FORMAT, "table");
      if (!session.show(format)) {
        throw new InvalidSettingException(
            "--format must be one of table, csv, json, but is '" + format + "'");
      }
      boolean succeeded =
          statement != null
              ? session.run(statement)
              : session.run(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
      return succeeded ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
  }

  private int seed(URI endpoint, TarnConfig config, ParseResult command) throws IOException {
    Path root = Path.of(command.<String>matchedPositionalValue(0, ""));
    if (!Files.isDirectory(root)) {
      throw new InvalidSettingException(root + " is no directory");
    }
    try (ServerClients clients = new ServerClients(endpoint, config.account().region());
        S3Client s3 = clients.s3();
        GlueClient glue = clients.glue()) {
      String database = command.matchedOptionValue(DATABASE, "default");
      int without = new Seeding(s3, glue, out).run(root, database);
      return without == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
  }

  /** The person who types; none in a script. Whether there is a console without one differs. */
  private static Optional<Console> terminal() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal);
  }

  private int reset(URI endpoint, ParseResult command) throws IOException {
    if (!command.hasMatchedOption(YES)) {
      Console console =
          terminal()
              .orElseThrow(() ->
                  new InvalidSettingException(
                      "reset deletes everything at " + endpoint + "; say --yes"));
      String answer = console.readLine("Delete everything at %s? Type yes: ", endpoint);
      if (!"yes".equals(answer)) {
        return CommandLine.ExitCode.SOFTWARE;
      }
    }
    long start = System.nanoTime();
    ServerPages.Answer answer = new ServerPages(endpoint).reset();
    if (answer.status() / 100 != 2) {
      err.println("tarn: " + endpoint + " refuses: " + answer.status() + " " + answer.body());
      return CommandLine.ExitCode.SOFTWARE;
    }
    out.println("reset in " + (System.nanoTime() - start) / 1_000_000 + " ms");
    return CommandLine.ExitCode.OK;
  }

  private int status(URI endpoint) throws IOException {
    ServerPages pages = new ServerPages(endpoint);
    out.println(pages.health().body());
    return pages.ready().status() == 200 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private int env(URI endpoint, TarnConfig config, ParseResult command) throws IOException {
    boolean tls = command.hasMatchedOption(TLS);
    String scheme = tls ? "https" : endpoint.getScheme();
    out.println("export AWS_ENDPOINT_URL=" + scheme + "://" + endpoint.getRawAuthority());
    out.println("export AWS_REGION=" + config.account().region());
    out.println("export AWS_DEFAULT_REGION=" + config.account().region());
    out.println("export AWS_ACCESS_KEY_ID=tarn AWS_SECRET_ACCESS_KEY=tarn");
    out.println("unset AWS_SESSION_TOKEN AWS_PROFILE");
    if (tls) {
      Path trusted = AuthorityCommand.trusted(config);
      out.println("export AWS_CA_BUNDLE='" + trusted.toString().replace("'", "'\\''") + "'");
    }
    return CommandLine.ExitCode.OK;
  }

  private int completion(ParseResult command) {
    CommandLine root = command.commandSpec().root().commandLine();
    out.print(AutoComplete.bash("tarn", root));
    return CommandLine.ExitCode.OK;
  }
}
