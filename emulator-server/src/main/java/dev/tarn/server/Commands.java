package dev.tarn.server;

import dev.tarn.server.config.InvalidSettingException;
import dev.tarn.server.config.Setting;
import dev.tarn.server.config.SettingSources;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The command line. Its options are made from the table of {@link Setting}s; picocli is driven
 * through its programming interface, because reading annotations would delay the start.
 */
final class Commands {
  private static final String EXIT_OPTION = "--exit";

  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream err;

  Commands(Map<String, String> environment, PrintStream out, PrintStream err) {
    this.environment = environment;
    this.out = out;
    this.err = err;
  }

  /** Runs the command that the arguments name and gives the exit code of the process. */
  int execute(String... arguments) {
    Optional<Map<Setting, String>> plainServe = ServeArguments.parse(arguments);
    if (plainServe.isPresent()) {
      return serve(plainServe.get());
    }
    CommandLine commandLine = new CommandLine(root());
    commandLine.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
    commandLine.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
    commandLine.setExecutionStrategy(this::run);
    commandLine.setParameterExceptionHandler((e, ignored) -> reject(e));
    return commandLine.execute(arguments);
  }

  private int serve(Map<Setting, String> settings) {
    try {
      TarnConfig config = TarnConfig.of(SettingSources.merge(settings, environment));
      return new Foreground(out, err).serve(config);
    } catch (InvalidSettingException e) {
      return reject(e.problem());
    }
  }

  private static CommandSpec root() {
    CommandSpec root = command("tarn", "AWS Glue, Athena and S3 on one machine.");
    root.version("tarn " + Version.current());
    root.usageMessage()
        .footer(
            "",
            "Every option is also an environment variable (TARN_PORT) and a key of the",
            "configuration file; 'tarn COMMAND --help' lists them.");
    root.addSubcommand(ServeArguments.COMMAND, withSettings(serve(), EnumSet.allOf(Setting.class)));
    root.addSubcommand("demo", withSettings(demo(), Demonstration.SETTINGS));
    root.addSubcommand("train", train());
    root.addSubcommand(CatalogCommand.NAME, catalog());
    root.addSubcommand(AuthorityCommand.NAME, withSettings(ca(), AuthorityCommand.SETTINGS));
    ClientCommands.describe(root, Commands::withSettings);
    return root;
  }

  private static CommandSpec serve() {
    return command(
        ServeArguments.COMMAND,
        "Serves in the foreground until it is stopped by Ctrl-C or SIGTERM.");
  }

  private static CommandSpec demo() {
    return command(
            "demo",
            "Starts on an empty directory of its own, fills a small lake, queries it and shows the"
                + " results; then keeps serving.")
        .addOption(
            OptionSpec.builder(EXIT_OPTION)
                .description("Leave after the last query instead; not 0 when a row was wrong.")
                .type(boolean.class)
                .build());
  }

  private static CommandSpec ca() {
    return AuthorityCommand.describe(
        command(
            AuthorityCommand.NAME,
            "Prints where the certificate is that TLS clients must trust, and how they do."));
  }

  private static CommandSpec train() {
    return command(
        "train",
        "Runs the demo once and keeps what Java learnt from it in a file of some 170 MB, for quicker"
            + " starts. The launcher does it by itself after the first server has stopped.");
  }

  private static CommandSpec catalog() {
    CommandSpec catalog = command(CatalogCommand.NAME, "Copies the Glue catalog out and in.");
    CommandSpec exporting =
        CatalogCommand.describeExport(
            command(
                CatalogCommand.EXPORT, "Writes the catalog as JSON, as the AWS CLI prints it."));
    CommandSpec importing =
        CatalogCommand.describeImport(
            command(CatalogCommand.IMPORT, "Reads what the AWS CLI printed, or an export wrote."));
    catalog.addSubcommand(CatalogCommand.EXPORT, withSettings(exporting, CatalogCommand.SETTINGS));
    catalog.addSubcommand(CatalogCommand.IMPORT, withSettings(importing, CatalogCommand.SETTINGS));
    return catalog;
  }

  static CommandSpec command(String name, String description) {
    CommandSpec command = CommandSpec.create().name(name).mixinStandardHelpOptions(true);
    command.usageMessage().description(description).abbreviateSynopsis(true);
    return command;
  }

  private static CommandSpec withSettings(CommandSpec command, Set<Setting> settings) {
    for (Setting setting : settings) {
      command.addOption(
          OptionSpec.builder(setting.option())
              .paramLabel(setting.placeholder())
              .type(String.class)
              .description(setting.meaning() + defaultNote(setting))
              .build());
    }
    return command;
  }

  private static String defaultNote(Setting setting) {
    return setting.defaultText().isEmpty() ? "" : " Default: " + setting.defaultText();
  }

  private int run(ParseResult parsed) {
    Integer helpExitCode = CommandLine.executeHelpRequest(parsed);
    if (helpExitCode != null) {
      return helpExitCode;
    }
    ParseResult command = innermost(parsed);
    if (!command.commandSpec().subcommands().isEmpty()) {
      command.commandSpec().commandLine().usage(err);
      return CommandLine.ExitCode.USAGE;
    }
    try {
      TarnConfig config = TarnConfig.of(SettingSources.merge(settingsOn(command), environment));
      if (ClientCommands.isOne(command.commandSpec().name())) {
        return new ClientCommands(System.in, out, err, environment).run(config, command);
      }
      return switch (command.commandSpec().name()) {
        case "demo" ->
            new Demonstration(out, err).run(config, command.hasMatchedOption(EXIT_OPTION));
        case CatalogCommand.EXPORT, CatalogCommand.IMPORT ->
            new CatalogCommand(out, err).run(config, command);
        case "train" -> reject("'train' is a command of the launcher, bin/tarn");
        case AuthorityCommand.NAME -> new AuthorityCommand(out, err).run(config, command);
        default -> new Foreground(out, err).serve(config);
      };
    } catch (InvalidSettingException e) {
      return reject(e.problem());
    }
  }

  private static ParseResult innermost(ParseResult parsed) {
    return parsed.hasSubcommand() ? innermost(parsed.subcommand()) : parsed;
  }

  private static Map<Setting, String> settingsOn(ParseResult command) {
    Map<Setting, String> values = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      String text = command.matchedOptionValue(setting.option(), null);
      if (text != null) {
        values.put(setting, text);
      }
    }
    return values;
  }

  private int reject(ParameterException e) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    return reject(e.getMessage() + " (see '" + command + " --help')");
  }

  private int reject(String message) {
    err.println("tarn: " + message.replace('\n', ' '));
    return CommandLine.ExitCode.USAGE;
  }
}
