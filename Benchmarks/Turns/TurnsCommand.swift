// Prints how long an article waits to be found, for 500 portals over 60 nights that hold a part of them: `Benchmarks/turns`.

import ArgumentParser
import Foundation

@main
struct TurnsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "Benchmarks/turns",
        abstract: "Plays nights that cannot hold all portals, and prints the time to find a new article.")

    @Option(help: "Portals.")
    var portals = 500

    @Option(help: "Nights.")
    var nights = 60

    @Option(help: "Portals crawled at a time.")
    var jobs = 16

    @Option(help: "Hours that a night lasts.")
    var hours = 4.0

    @Flag(help: "A line for each portal.")
    var all = false

    func run() {
        for rule in Simulation.Rule.allCases {
            var simulation = Simulation(portals: portals, nights: nights, jobs: jobs, hours: hours)
            simulation.run(by: rule)
            print(TurnsTable(simulation, rule).summary)
            if rule == .shilu { print(all ? TurnsTable(simulation, rule).portals : TurnsTable(simulation, rule).tenths) }
        }
    }
}
