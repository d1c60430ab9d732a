<?php
/**
 * The plugin's own REST routes, for the editor.
 *
 * @package NeutralGate
 */

namespace NeutralGate;

defined( 'ABSPATH' ) || exit;

/**
 * Checking a text before it is saved, and overriding.
 */
final class Routes {
	const SPACE = 'neutral-gate/v1';

	/**
	 * The plugin.
	 *
	 * @var Plugin
	 */
	private $plugin;

	/**
	 * Routes.
	 *
	 * @param Plugin $plugin The plugin.
	 */
	public function __construct( Plugin $plugin ) {
		$this->plugin = $plugin;
	}

	/**
	 * Hooks.
	 */
	public function boot() {
		add_action( 'rest_api_init', array( $this, 'register' ) );
	}

	/**
	 * Registers the routes.
	 */
	public function register() {
		$text  = array( 'type' => 'string' );
		$draft = array(
			'post_id'        => array(
				'type'     => 'integer',
				'required' => true,
				'minimum'  => 1,
			),
			'title'          => $text,
			'content'        => $text,
			'excerpt'        => $text,
			'date'           => $text,
			'featured_media' => array( 'type' => 'integer' ),
			'meta'           => array( 'type' => 'object' ),
		);
		register_rest_route(
			self::SPACE,
			'/check',
			array(
				'methods'             => 'POST',
				'args'                => $draft,
				'callback'            => array( $this, 'check' ),
				'permission_callback' => static function ( $request ) {
					return current_user_can( 'edit_post', (int) $request['post_id'] );
				},
			)
		);
		register_rest_route(
			self::SPACE,
			'/override',
			array(
				'methods'             => 'POST',
				'args'                => $draft + array(
					'reason_code' => $text + array( 'required' => true ),
					'reason'      => $text + array( 'required' => true ),
				),
				'callback'            => array( $this, 'override' ),
				'permission_callback' => function ( $request ) {
					return $this->plugin->overrides->allowed( (int) $request['post_id'] );
				},
			)
		);
	}

	/**
	 * Judges the text in the editor.
	 *
	 * @param \WP_REST_Request $request The request.
	 */
	public function check( $request ) {
		$draft = $this->draft( $request );
		if ( ! $draft ) {
			return new \WP_Error( 'neutral_gate_no_post', __( 'There is no such post.', 'neutral-gate' ), array( 'status' => 404 ) );
		}
		$verdict = $this->plugin->gatekeeper->judge( $draft );
		return array_merge(
			$verdict->to_array(),
			array( 'may_override' => ! $verdict->allowed && $verdict->answered() && $this->plugin->overrides->allowed( $draft->post_id ) )
		);
	}

	/**
	 * Gives an override for the text in the editor.
	 *
	 * @param \WP_REST_Request $request The request.
	 */
	public function override( $request ) {
		$draft = $this->draft( $request );
		if ( ! $draft ) {
			return new \WP_Error( 'neutral_gate_no_post', __( 'There is no such post.', 'neutral-gate' ), array( 'status' => 404 ) );
		}
		$verdict = $this->plugin->gatekeeper->judge( $draft );
		if ( $verdict->allowed ) {
			return array( 'token' => '' );
		}
		$token = $this->plugin->overrides->give( $draft, $verdict, (string) $request['reason_code'], (string) $request['reason'] );
		return is_wp_error( $token ) ? $token : array( 'token' => $token );
	}

	/**
	 * The draft in the editor, or null.
	 *
	 * @param \WP_REST_Request $request The request.
	 */
	private function draft( $request ) {
		$post = get_post( (int) $request['post_id'] );
		if ( ! $post || ! Types::is_guarded( $post->post_type ) ) {
			return null;
		}
		$fields = $post->to_array();
		foreach ( array( 'title', 'content', 'excerpt' ) as $key ) {
			if ( isset( $request[ $key ] ) ) {
				$fields[ 'post_' . $key ] = (string) $request[ $key ];
			}
		}
		if ( ! empty( $request['date'] ) ) {
			$fields['post_date_gmt'] = get_gmt_from_date( str_replace( 'T', ' ', substr( (string) $request['date'], 0, 19 ) ) );
		}
		$fields['post_status'] = 'publish';
		return Rest_Guard::draft( Draft::scheduled( $fields ), $request )->cleaned();
	}
}
