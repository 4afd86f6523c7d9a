from kalends.adapters.caldav.writing import escape


def test_what_xml_uses_itself_is_written_as_references_once() -> None:
    assert escape("a & b < c > d &amp;") == "a &amp; b &lt; c &gt; d &amp;amp;"


def test_line_ends_reach_the_client_as_they_are() -> None:
    assert escape("SUMMARY:One\r\nSUMMARY:Two\n") == "SUMMARY:One&#13;\nSUMMARY:Two\n"


def test_what_xml_can_not_say_is_replaced_also_between_line_ends() -> None:
    assert escape("One\r\n\x00Two\x0b\uffff\r\n") == "One&#13;\n\ufffdTwo\ufffd\ufffd&#13;\n"


def test_tabs_and_letters_of_any_language_stay() -> None:
    assert escape("\tГрейс 山\u200b") == "\tГрейс 山\u200b"
