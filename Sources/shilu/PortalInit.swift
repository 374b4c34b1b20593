// `shilu portal init`

import Archive
import ArgumentParser
import Crawling
import Foundation
import Web

struct PortalInit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Looks at a site and writes a portal file for it.",
        discussion: """
            Asks for robots.txt, the sitemap, the home page, a few lists and three articles, one a second, as robots.txt allows. \
            Nothing of it is archived. What was seen stands in the file as comments, for you to decide.

            Examples:
              shilu portal init http://www.example.gov.cn/ -o example.yaml
              shilu crawl example.yaml
            """)

    @Argument(help: ArgumentHelp("The site's home page.", valueName: "url"))
    var url: String

    @Option(name: .shortAndLong, help: ArgumentHelp("Where to write it, instead of standard output; a file that is there stays as it is.", valueName: "file"))
    var output: String?

    @Option(help: ArgumentHelp("An address or URL for the user agent, so that the site can write to you.", valueName: "contact"))
    var contact: String?

    @Option(help: ArgumentHelp("Seconds between two requests; 0 only for hosts of one's own.", valueName: "seconds"))
    var delay = 1.0

    func validate() throws {
        guard PortalSource.isURL(url), (try? WebURL(url)) != nil else { throw ValidationError("“\(url)” is no http or https URL") }
        guard delay >= 0, delay <= 86_400 else { throw ValidationError("--delay must be between 0 and 86400 seconds") }
        if let contact, contact.isEmpty || !contact.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) {
            throw ValidationError("--contact must be printable ASCII")
        }
        if let output, FileManager.default.fileExists(atPath: output) { throw ValidationError("\(output) is there already") }
    }

    func run() throws {
        let interrupt = Interrupt()
        let survey = try SiteSurvey(of: WebURL(url), contact: contact, delay: delay, interrupt: interrupt) { Console.say("asks for \($0)") }
        let text = survey.portalFile(contact: contact, day: String(Timestamp.now().iso8601.prefix(10)))
        if let output {
            try FileSystem.write(text, to: output)
            Console.say("\(output): look through it, then: shilu crawl \(output)")
        } else {
            var standardOutput = StandardOutput()
            try standardOutput.write(text)
            try standardOutput.flush()
        }
    }
}
