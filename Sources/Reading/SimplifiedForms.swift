// The simplified forms of traditional characters that stand in labels, so that labels are looked up in one script.

/// Traditional characters of labels and their simplified forms (版權所有, 來源, 瀏覽量).
///
/// Only for looking words up: text that is read keeps its script.
enum SimplifiedForms {
    private static let pairs = "權权電电話话來来時时間间發发佈布責责編编輯辑點点擊击閱阅讀读瀏浏覽览當当關关閉闭頁页號号備备網网線线組组領领導导題题書书記记訊讯機机構构單单辦办協协郵邮傳传達达職职務务區区縣县鄉乡鎮镇廣广東东門门標标識识碼码戶户訪访問问數数據据條条總总計计錄录圖图攝摄繁繁體体雙双擊击滾滚動动鏈链結结聯联繫系絡络業业專专欄栏簡简歷历熱热載载轉转覆复製制註注冊册聲声權权隱隐與与創创適适實实關关鍵键類类別别審审稿稿寫写綜综譯译採采評评論论贊赞現现麼么這这裡里們们為为從从後后檢检查查詢询係系統统版版證证"

    /// For each UTF-16 code unit of the basic plane its simplified form, 0 if it has none.
    static let table: [UInt16] = {
        var table = [UInt16](repeating: 0, count: 0x10000)
        let units = Array(pairs.utf16)
        var i = 0
        while i + 1 < units.count {
            if units[i] != units[i + 1] { table[Int(units[i])] = units[i + 1] }
            i += 2
        }
        return table
    }()
}
