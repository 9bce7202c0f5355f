package dev.tarn.server;

import dev.tarn.server.config.Setting;
import dev.tarn.server.tls.TlsContexts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The {@code ca} command: where the certificate is that makes TLS clients trust this server. */
final class AuthorityCommand {
  static final String NAME = "ca";

  static final Set<Setting> SETTINGS =
      EnumSet.of(Setting.DATA, Setting.CONFIG, Setting.TLS_CERTIFICATE, Setting.TLS_KEY);

  private static final String PATH_ONLY = "--path";

  private static final String ADVICE =
      """
      The certificate authority of this data directory:
        {file}

      It is made on first use and stays the same. The server also hands it out, at
        http://localhost:4566/_tarn/ca.pem

      Trust it for one program:
        AWS CLI, boto3, Python SDKs   export AWS_CA_BUNDLE={file}
        Python requests               export REQUESTS_CA_BUNDLE={file}
        Node.js, SDK for JavaScript   export NODE_EXTRA_CA_CERTS={file}
        curl                          curl --cacert {file} https://localhost:4566/_tarn/health
        Terraform, Go                 export SSL_CERT_FILE={file}
        Java                          keytool -importcert -noprompt -alias tarn -file {file} \\
                                        -keystore tarn-trust.p12 -storepass changeit
                                      java -Djavax.net.ssl.trustStore=tarn-trust.p12 \\
                                        -Djavax.net.ssl.trustStorePassword=changeit ...

      Trust it on the whole machine (it can vouch for any name: keep the tls directory to yourself):
        Debian, Ubuntu                sudo cp {file} /usr/local/share/ca-certificates/tarn.crt
                                      sudo update-ca-certificates
        Fedora, RHEL                  sudo trust anchor {file}
        macOS                         sudo security add-trusted-cert -d -r trustRoot \\
                                        -k /Library/Keychains/System.keychain {file}
      """;

  private final PrintStream out;
  private final PrintStream err;

  AuthorityCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  static CommandSpec describe(CommandSpec command) {
    return command.addOption(
        OptionSpec.builder(PATH_ONLY)
            .description("Print the file's name alone, for scripts.")
            .type(boolean.class)
            .build());
  }

  /** The file with the certificate for clients to trust; made if need be. */
  static Path trusted(TarnConfig config) throws IOException {
    return new TlsContexts(
            config.edge().tls(), config.dataDirectory().resolve("tls"), Clock.systemUTC())
        .trusted();
  }

  int run(TarnConfig config, ParseResult command) {
    try {
      Path file = trusted(config);
      if (command.hasMatchedOption(PATH_ONLY)) {
        out.println(file);
      } else {
        out.print(ADVICE.replace("{file}", file.toString()));
      }
      return CommandLine.ExitCode.OK;
    } catch (IOException e) {
      err.println("tarn: " + e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
  }
}
