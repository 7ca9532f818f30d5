"""What Streamlit's modules hold that scripts import, and where it is here."""

from __future__ import annotations

from collections.abc import Mapping

# Modules of ours that are what Streamlit's of this name are.
SAME = frozenset({
    "column_config", "components", "components.v1", "components.v2", "connections", "delta_generator", "testing",
    "testing.v1",
})  # fmt: skip

_THREADS = "jupyterlit.compat.script_threads"
_RUN = {
    "RerunData": f"{_THREADS}:RerunData",
    "RerunException": f"{_THREADS}:RerunException",
    "ScriptRunContext": f"{_THREADS}:ScriptRunContext",
    "StopException": "jupyterlit.errors:StopRun",
    "add_script_run_ctx": f"{_THREADS}:add_script_run_ctx",
    "get_script_run_ctx": f"{_THREADS}:get_script_run_ctx",
}
_REPORT = {"add_report_ctx": _RUN["add_script_run_ctx"], "get_report_ctx": _RUN["get_script_run_ctx"]}
_CACHES = {"cache_data": "st:cache_data", "cache_resource": "st:cache_resource"}
_OLD_CACHES = {"cache": "st:cache", "clear_cache": "jupyterlit.caching.clearing:clear_caches"}
_STATE = {"SessionStateProxy": "jupyterlit.commands.session_state:SessionStateProxy"}
_UPLOADED = {"UploadedFile": "jupyterlit.media.uploaded_file:UploadedFile"}
_COMPONENTS = {
    "CustomComponent": "jupyterlit.components.v1:CustomComponent",
    "declare_component": "jupyterlit.components.v1:declare_component",
}
_FORMS = {"is_in_form": "jupyterlit.compat.module_values:is_in_form"}
_START = {"main": "jupyterlit.compat.module_values:refuse_start", "run": "jupyterlit.compat.module_values:refuse_start"}
_PAGE = {"Page": "st:Page", "StreamlitPage": "jupyterlit.commands.page:Page"}

_VALUE = "jupyterlit.errors:InvalidValue"
_TYPE = "jupyterlit.errors:InvalidType"
_STATE_ERROR = "jupyterlit.errors:StateError"
_LAYOUT = "jupyterlit.errors:LayoutError"
_DUPLICATE = "jupyterlit.errors:DuplicateWidget"
_ANY = "jupyterlit.errors:StreamlitAPIException"
_ERRORS = {
    "BidiComponentInvalidCallbackNameError": _VALUE,
    "BidiComponentInvalidDefaultKeyError": _VALUE,
    "BidiComponentUnserializableDataError": _TYPE,
    "DuplicateWidgetID": _DUPLICATE,
    "Error": _ANY,
    "LocalizableStreamlitException": _ANY,
    "MarkdownFormattedException": _ANY,
    "NoSessionContext": _STATE_ERROR,
    "StreamlitAPIException": _ANY,
    "StreamlitAuthError": "jupyterlit.errors:StreamlitAuthError",
    "StreamlitBadTimeStringError": _VALUE,
    "StreamlitDataframeConversionError": _TYPE,
    "StreamlitDefaultNotInOptionsError": _VALUE,
    "StreamlitDuplicateElementId": _DUPLICATE,
    "StreamlitDuplicateElementKey": _DUPLICATE,
    "StreamlitIncompatibleParametersError": _VALUE,
    "StreamlitInvalidColorError": _VALUE,
    "StreamlitInvalidColumnSpecError": _VALUE,
    "StreamlitInvalidFormCallbackError": _LAYOUT,
    "StreamlitInvalidHeightError": _VALUE,
    "StreamlitInvalidLayoutContextError": _LAYOUT,
    "StreamlitInvalidMinMaxError": _VALUE,
    "StreamlitInvalidNumberFormatError": _VALUE,
    "StreamlitInvalidParameterTypeError": _TYPE,
    "StreamlitInvalidURLError": _VALUE,
    "StreamlitInvalidWidthError": _VALUE,
    "StreamlitJSNumberBoundsError": _VALUE,
    "StreamlitMissingRequiredParameterError": _VALUE,
    "StreamlitMixedNumericTypesError": _TYPE,
    "StreamlitPageNotFoundError": _VALUE,
    "StreamlitQueryParamDictValueError": _TYPE,
    "StreamlitSecretNotFoundError": "jupyterlit.errors:StreamlitSecretNotFoundError",
    "StreamlitSelectionCountExceedsMaxError": _VALUE,
    "StreamlitValueAboveMaxError": _VALUE,
    "StreamlitValueAssignmentNotAllowedError": _STATE_ERROR,
    "StreamlitValueBelowMinError": _VALUE,
    "StreamlitValueError": _VALUE,
    "StreamlitValueOutOfRangeError": _VALUE,
    "StreamlitWidgetAlreadyInstantiatedError": _STATE_ERROR,
    "UnserializableSessionStateError": _STATE_ERROR,
}

# Names by the module they are in; "st:x" is what `st.x` is in a script. The empty module is `streamlit` itself.
NAMES: Mapping[str, Mapping[str, str]] = {
    "": {
        "_is_running_with_streamlit": "jupyterlit.run_context:in_run",
        "_main": "jupyterlit.delta_generator:main",
    },
    "ReportThread": _REPORT,
    "caching": _OLD_CACHES,
    "cli": _START,
    "components.v1.component_registry": _COMPONENTS,
    "components.v1.components": _COMPONENTS,
    "components.v1.custom_component": _COMPONENTS,
    "components.v2.types": {
        "ComponentRenderer": "jupyterlit.components.v2:ComponentRenderer",
        "ComponentResult": "jupyterlit.components.v2_state:ComponentResult",
    },
    "config": {"get_option": "st:get_option", "set_option": "st:set_option"},
    "elements": {},
    "elements.form_utils": _FORMS,
    "elements.lib": {},
    "elements.lib.form_utils": _FORMS,
    "errors": _ERRORS,
    "legacy_caching": _OLD_CACHES,
    "logger": {"get_logger": "logging:getLogger"},
    "navigation": {},
    "navigation.page": _PAGE,
    "report_thread": _REPORT,
    "runtime": {"exists": "jupyterlit.run_context:in_run"},
    "runtime.caching": _CACHES,
    "runtime.legacy_caching": _OLD_CACHES,
    "runtime.scriptrunner": _RUN,
    "runtime.scriptrunner.exceptions": _RUN,
    "runtime.scriptrunner.script_run_context": _RUN,
    "runtime.scriptrunner.script_runner": _RUN,
    "runtime.scriptrunner_utils": _RUN,
    "runtime.scriptrunner_utils.exceptions": _RUN,
    "runtime.scriptrunner_utils.script_run_context": _RUN,
    "runtime.secrets": {"secrets_singleton": "st:secrets"},
    "runtime.state": _STATE,
    "runtime.state.session_state_proxy": _STATE,
    "runtime.uploaded_file_manager": _UPLOADED,
    "script_run_context": _RUN,
    "script_runner": _RUN,
    "scriptrunner": _RUN,
    "state": _STATE,
    "typing": {"ChatInputValue": "jupyterlit.elements.chat_value:ChatInputValue", **_UPLOADED},
    "user_info": {"UserInfoProxy": "jupyterlit.commands.user:User", "login": "st:login", "logout": "st:logout"},
    "version": {"STREAMLIT_VERSION_STRING": "jupyterlit.compat.module_values:VERSION"},
    "web": {},
    "web.bootstrap": _START,
    "web.cli": _START,
    "web.server": {},
    "web.server.websocket_headers": {"_get_websocket_headers": "jupyterlit.compat.module_values:websocket_headers"},
}

# What scripts look for in vain → what there is.
INSTEAD: Mapping[str, str] = {
    "add_rows": "Draw the element anew with all rows: only what has changed is sent.",
    "deck_gl_chart": "Use st.pydeck_chart.",
    "elements": "Elements are functions of st and methods of containers.",
    "elements.image.image_to_url": "Give the picture to st.image.",
    "elements.lib.image_utils.image_to_url": "Give the picture to st.image.",
    "proto": "Elements have messages of another kind; tests read them through AppTest.",
    "runtime.Runtime": "What a session remembers is in st.session_state, what is known of the visitor in st.context.",
    "runtime.get_instance": "What a session remembers is in st.session_state, and of the visitor in st.context.",
    "server": "What a session remembers is in st.session_state, what is known of the visitor in st.context.",
    "source_util": "Pages are told to st.navigation, or lie in the folder pages/.",
    "watcher": "Files of the app are watched by the server.",
    "web.server": "Requests are Jupyter's to answer.",
}
