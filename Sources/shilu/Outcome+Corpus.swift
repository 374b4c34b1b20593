// The exit codes of `shilu corpus`.

import Corpus

extension Outcome {
    init(_ error: CorpusError) {
        self = switch error {
        case .spec, .noInput: .badSpec
        case .record, .damaged, .noDataSet, .notInSet: .unreadableInput
        case .laterSchema: .newerFormat
        case .busy: .busy
        case .interrupted: .interrupted
        case .file: error.isFull ? .diskFull : .archiveUnwritable
        case .occupied, .otherWork, .inputChanged: .archiveUnwritable
        }
    }
}
